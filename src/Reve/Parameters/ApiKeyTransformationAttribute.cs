using System.Management.Automation;
using System.Net;
using System.Security;

namespace Reve.Parameters;

/// <summary>Converts a key to a SecureString.</summary>
/// <remarks>Values of other types are refused here, because the error of PowerShell would contain the value.</remarks>
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PipelineValue.Unwrap(inputData) switch
        {
            null => null,
            SecureString secret => secret,
            string text => new NetworkCredential("", text).SecurePassword,
            var other => throw new ArgumentTransformationMetadataException(
                $"A key must be a string or a SecureString, not a value of type {other.GetType().Name}. Use quotes."),
        };
}
