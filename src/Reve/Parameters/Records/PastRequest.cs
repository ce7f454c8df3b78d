using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Reve.Parameters;

/// <summary>The request that generated an image, from the history of the image.</summary>
internal sealed record PastRequest
{
    public required ReveOperation Operation { get; init; }

    public required string? Provider { get; init; }

    public required string? Model { get; init; }

    public required string? AspectRatio { get; init; }

    public required IReadOnlyDictionary<string, object> Options { get; init; }

    public required IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>Returns the request of an object with the history of an image; null for another object.</summary>
    public static PastRequest? Of(object? record) => PipelineValue.Unwrap(record) switch
    {
        ReveCall call => new PastRequest
        {
            Operation = call.Operation,
            Provider = call.Provider,
            Model = call.Model,
            AspectRatio = call.AspectRatio,
            Options = call.Options,
            AdditionalBody = call.AdditionalBody,
        },
        ReveImageInfo info => new PastRequest
        {
            Operation = info.Operation ?? default,
            Provider = info.Provider,
            Model = info.Model,
            AspectRatio = info.AspectRatio,
            Options = info.Options,
            AdditionalBody = info.AdditionalBody,
        },
        _ => null,
    };

    /// <summary>Returns the options that generate the image again. Those of the command line take precedence.</summary>
    public ImageOptions Complete(ImageOptions commandLine, IReadOnlyList<ProviderInfo> providers) => commandLine with
    {
        AspectRatio = commandLine.AspectRatio ?? Text.NullIfBlank(AspectRatio),
        Model = commandLine.Model ?? (providers.Count == 1 ? ModelFor(providers[0]) : null),
        Version = commandLine.Version ?? Option(nameof(ReveOption.Version)) as string,
        TestTimeScaling = commandLine.TestTimeScaling ?? Number(nameof(ReveOption.TestTimeScaling)),
        Upscale = commandLine.Upscale ?? Number(nameof(ReveOption.Upscale)),
        RemoveBackground = commandLine.RemoveBackground || Option(nameof(ReveOption.RemoveBackground)) is true,
        Format = commandLine.Format ?? Option(nameof(ReveOption.Format)) as string,
        AdditionalBody = commandLine.AdditionalBody ?? Fields(),
    };

    /// <summary>
    /// Another provider uses its own model, and so do several providers, and another operation when the model is the
    /// Reve model of one.
    /// </summary>
    private string? ModelFor(ProviderInfo provider)
    {
        if (!string.Equals(Provider, provider.Name, StringComparison.OrdinalIgnoreCase)) return null;
        var model = Text.NullIfBlank(Model);
        if (model is null || Operation == ReveOperation.Create) return model;
        return provider.Operations.Any(operation => operation.IsReveModel(model)) ? null : model;
    }

    private object? Option(string name) => Options.TryGetValue(name, out var value) ? value : null;

    private int? Number(string name) => Option(name) is IConvertible and not string and var value
        ? ToNumber((IConvertible)value)
        : null;

    private static int? ToNumber(IConvertible value)
    {
        try
        {
            return value.ToInt32(CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private Hashtable? Fields()
    {
        if (AdditionalBody is null or { Count: 0 }) return null;
        var fields = new Hashtable();
        foreach (var field in AdditionalBody) fields[field.Key] = field.Value;
        return fields;
    }
}
