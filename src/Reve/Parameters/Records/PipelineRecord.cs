using System.Management.Automation;
using System.Reflection;

namespace Reve.Parameters;

/// <summary>The pipeline object that a cmdlet processes.</summary>
internal static class PipelineRecord
{
    // PowerShell has no public member for the object whose properties are bound to parameters.
    private static readonly PropertyInfo? s_current = typeof(Cmdlet).GetProperty(
        "CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

    /// <summary>Returns the current pipeline object; null when there is none.</summary>
    public static object? Current(PSCmdlet cmdlet) => s_current?.GetValue(cmdlet);

    /// <summary>Whether an object has columns of data, such as a row of a CSV or JSON file.</summary>
    public static bool IsRow(object? record) => PipelineValue.Unwrap(record) is PSCustomObject;

    /// <summary>Whether an object describes an image that exists, or the call that generated it.</summary>
    public static bool IsResult(object? record) =>
        PipelineValue.UnwrapResult(record) is ReveImage or ReveCall or ReveImageInfo;

    /// <summary>Whether an object is text that has no visible characters, such as an empty line of a file.</summary>
    public static bool IsBlankLine(object? record) =>
        PipelineValue.Unwrap(record) is string text && string.IsNullOrWhiteSpace(text);
}
