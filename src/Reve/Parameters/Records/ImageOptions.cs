using System;
using System.Collections;
using System.Collections.Generic;

namespace Reve.Parameters;

/// <summary>The options of one image that a pipeline record can set.</summary>
internal sealed record ImageOptions
{
    public string? AspectRatio { get; init; }

    public string? Model { get; init; }

    public string? Version { get; init; }

    public int? TestTimeScaling { get; init; }

    public int? Upscale { get; init; }

    public bool RemoveBackground { get; init; }

    public string? Format { get; init; }

    public Uri? WebhookUri { get; init; }

    public Hashtable? AdditionalBody { get; init; }

    public string? OutFile { get; init; }

    /// <summary>Returns the specified options of a request. The provider has its own defaults for the others.</summary>
    public Dictionary<ReveOption, object> ToRequestOptions(bool noWait)
    {
        var options = new Dictionary<ReveOption, object>();
        if (Version is not null) options[ReveOption.Version] = Version;
        if (TestTimeScaling is { } scaling) options[ReveOption.TestTimeScaling] = scaling;
        if (Upscale is { } factor) options[ReveOption.Upscale] = factor;
        if (RemoveBackground) options[ReveOption.RemoveBackground] = true;
        if (Format is not null) options[ReveOption.Format] = Format;
        if (WebhookUri is not null) options[ReveOption.WebhookUri] = WebhookUri.OriginalString;
        if (noWait) options[ReveOption.NoWait] = true;
        return options;
    }
}
