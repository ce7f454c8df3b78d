using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Decides which options of an image a pipeline record sets.</summary>
/// <remarks>
/// The rule, for New-, Edit- and Join-ReveImage alike: A property of a record sets the parameter of the same name for
/// this record, unless the parameter is specified on the command line. A blank value sets nothing. A result of an
/// earlier call sets nothing: its properties describe how that image was generated. A record for another provider is
/// an error. The history of an image, from Get-ReveHistory or Get-ReveImageInfo, sets the options of New-ReveImage,
/// which generates the image again, and nothing of the other cmdlets, which use the image as their input.
/// </remarks>
internal sealed class RecordBinder(
    CommandInfo command, ImageOptions commandLine, IReadOnlyList<ProviderInfo> providers, Action<string> warn)
{
    private const int MaximumValueLength = 60;
    private const string ProviderProperty = "Provider";

    private static readonly string[] s_options = [.. typeof(ImageOptions).GetProperties().Select(option => option.Name)];

    private readonly HashSet<string> _knownColumns = new(StringComparer.OrdinalIgnoreCase);
    private ColumnMatcher? _matcher;

    /// <summary>The operation of the command.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>Returns the options of the request that the record makes.</summary>
    /// <param name="record">The record; null when only the command line sets options.</param>
    /// <param name="bound">The values that PowerShell bound to the parameters for the record.</param>
    /// <param name="isBound">Whether PowerShell bound a parameter.</param>
    /// <exception cref="ReveException">
    /// The record is for another provider, or the value of a property is not valid for its parameter.
    /// </exception>
    public ImageOptions Bind(object? record, ImageOptions bound, Func<string, bool> isBound)
    {
        if (record is null || PipelineValue.UnwrapResult(record) is ReveImage) return commandLine;
        if (PastRequest.Of(record) is { } past)
        {
            return Operation == ReveOperation.Create ? past.Complete(commandLine, providers) : commandLine;
        }

        if (!PipelineRecord.IsRow(record)) return bound;

        var row = PSObject.AsPSObject(record);
        WarnAboutColumns(row);
        if (Text.NullIfBlank(row.Properties[ProviderProperty]?.Value?.ToString()) is { } other
            && !providers.Any(provider => string.Equals(other, provider.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw ProviderDiffers(other);
        }

        // PowerShell ignores a property whose value it cannot convert.
        foreach (var option in s_options.Where(option => !isBound(option)))
        {
            if (Text.NullIfBlank(row.Properties[option]?.Value?.ToString()) is { } value) throw NotValid(option, value);
        }

        return bound;
    }

    /// <summary>Whether an error is about an option that only the command line sets.</summary>
    public bool IsOfCommandLine(ReveException error, ImageOptions options) =>
        options == commandLine && error.Kind is ReveErrorKind.AspectRatioUnknown or ReveErrorKind.OptionNotSupported
            or ReveErrorKind.OptionOutOfRange or ReveErrorKind.OptionConflict or ReveErrorKind.AdditionalBodyInvalid or ReveErrorKind.PriceUnknown;

    private void WarnAboutColumns(PSObject row)
    {
        foreach (var column in row.Properties.Select(property => property.Name))
        {
            if (!_knownColumns.Add(column)) continue;
            _matcher ??= new ColumnMatcher(command);
            if (_matcher.Problem(column) is { } problem) warn(problem);
        }
    }

    private static ReveException NotValid(string option, string value) => new(
        ReveErrorKind.OptionInvalid,
        $"The property {option} of the record has the value '{DisplayText.Of(value, MaximumValueLength)}', which is not "
        + $"valid for -{option}.",
        "Correct the value, or leave it empty.")
    { Target = value };

    private ReveException ProviderDiffers(string other) => new(
        ReveErrorKind.OptionConflict,
        $"The record is for the provider '{other}', and this command uses {string.Join(", ", providers)}.",
        $"Run the command with -Provider {other} for such records, or remove the property Provider.")
    { Target = other, Provider = providers[0].Name };
}
