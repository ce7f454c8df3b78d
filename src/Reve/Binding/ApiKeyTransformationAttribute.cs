using System.Management.Automation;
using System.Net;

namespace Reve.Binding;

/// <summary>Takes a key as a string or as a SecureString; either way it is a SecureString from here on.</summary>
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? new NetworkCredential("", text).SecurePassword
            : inputData;
}
