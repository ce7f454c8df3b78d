using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>How the API of Atlas Cloud deviates from its reference page.</summary>
public sealed record AtlasCloudSettings
{
    /// <summary>Settings that a provider could have, for tests with random input.</summary>
    public static IReadOnlyList<AtlasCloudSettings> Variety { get; } =
    [
        new(), new() { IsNested = false }, new() { HasOlderOutput = true }, new() { HasOtherNames = true },
        new() { HasEmbeddedErrors = true }, new() { IsBase64 = true }, new() { IsFlagged = true, IsWithheld = true },
        new() { ErrorCode = 502 }, new() { Price = "0.24" }, new() { HasPlainPrice = true },
        new() { HiddenQueries = 1 },
    ];

    /// <summary>Whether a task is in <c>data</c>, and not at the top level.</summary>
    public bool IsNested { get; init; } = true;

    /// <summary>Whether the output is in <c>output</c> as a single value.</summary>
    public bool HasOlderOutput { get; init; }

    /// <summary>Whether the statuses have the names that were seen, and not those of the page.</summary>
    public bool HasOtherNames { get; init; }

    /// <summary>How many queries do not find a task that was just accepted.</summary>
    public int HiddenQueries { get; init; }

    /// <summary>The status of a query that does not find its task.</summary>
    public int HiddenStatus { get; init; } = 404;

    /// <summary>Whether errors have the status 200, with their status as code.</summary>
    public bool HasEmbeddedErrors { get; init; }

    /// <summary>Whether the images are data URIs, also when they were not requested as such.</summary>
    public bool IsBase64 { get; init; }

    /// <summary>Whether the images are flagged because of their content.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Whether flagged images are withheld.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>The name of the status of a failed task.</summary>
    public string FailureName { get; init; } = "failed";

    /// <summary>The code of a failed task.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>The price in the response of a task; null for none.</summary>
    public string? Price { get; init; }

    /// <summary>The field with the address of an upload.</summary>
    public string UploadField { get; init; } = "download_url";

    /// <summary>The listed price of an image.</summary>
    public string ListedPrice { get; init; } = "0.24";

    /// <summary>Whether the catalog has the price as a plain number.</summary>
    public bool HasPlainPrice { get; init; }

    /// <summary>The models that are neither listed nor served.</summary>
    public IReadOnlyList<string> Withdrawn { get; init; } = [];

    /// <summary>The available balance.</summary>
    public string Balance { get; init; } = "12.500000";
}
