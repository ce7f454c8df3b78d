using System.Management.Automation;
using System.Net;
using System.Security;

namespace Reve.Parameters;

/// <summary>
/// Takes a key as a string or as a SecureString; either way it is a SecureString from here on. What is neither is
/// refused here, because PowerShell's own refusal would repeat it.
/// </summary>
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            SecureString secret => secret,
            string text => new NetworkCredential("", text).SecurePassword,
            var other => throw new ArgumentTransformationMetadataException(
                $"A key is a string or a SecureString, and this is a {other.GetType().Name}. Put it into quotes."),
        };
}
