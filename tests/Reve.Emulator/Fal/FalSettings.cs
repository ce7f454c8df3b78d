using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>What the emulated fal does, where its documents disagree or say nothing.</summary>
public sealed record FalSettings
{
    /// <summary>Settings that a provider could have, for tests with random input.</summary>
    public static IReadOnlyList<FalSettings> Variety { get; } =
    [
        new(), new() { IsIdInHeaderOnly = true }, new() { AreResultsExpired = true }, new() { EarlyResults = 1 },
        new() { IsPlatformFailure = true }, new() { FailureStatus = 422, FailureType = "content_policy_violation" },
        new() { HasBillableUnits = false }, new() { Stream = new() { Start = StreamStart.NotFound } },
    ];

    /// <summary>Where the addresses of a task lead.</summary>
    public FalLinkHost Links { get; init; }

    /// <summary>The status of an accepted call: 200 and 202 are both seen.</summary>
    public int AcceptedStatus { get; init; } = 200;

    /// <summary>Whether the id of an accepted call is in a header only.</summary>
    public bool IsIdInHeaderOnly { get; init; }

    /// <summary>Whether results have expired when they are requested.</summary>
    public bool AreResultsExpired { get; init; }

    /// <summary>How many requests for a result answer that the call is still running, or that there is none.</summary>
    public int EarlyResults { get; init; }

    /// <summary>The status of those answers: 400 or 404.</summary>
    public int EarlyStatus { get; init; } = 400;

    /// <summary>How many of the requested images a result lacks.</summary>
    public int MissingImages { get; init; }

    /// <summary>Whether the result has the header with its billable units.</summary>
    public bool HasBillableUnits { get; init; } = true;

    /// <summary>The status of a failed call.</summary>
    public int FailureStatus { get; init; } = 500;

    /// <summary>The type of the error of a failed call.</summary>
    public string FailureType { get; init; } = "internal_server_error";

    /// <summary>Whether the error of a failed call has the form of the platform, and not that of the model.</summary>
    public bool IsPlatformFailure { get; init; }

    /// <summary>Whether the status of a failed call repeats its error.</summary>
    public bool HasStatusError { get; init; } = true;

    /// <summary>The status of an accepted cancel request: two editions of the documents disagree.</summary>
    public int CancelStatus { get; init; } = 202;

    /// <summary>Whether the account has used up its money: every request with the key is refused.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether the key has the scope ADMIN.</summary>
    public bool IsAdminKey { get; init; } = true;

    /// <summary>The balance of the account.</summary>
    public decimal Balance { get; init; } = 24.5m;

    /// <summary>Statuses of models in the catalogue, where they are not active; an empty one: not there.</summary>
    public IReadOnlyDictionary<string, string> Catalogue { get; init; } = new Dictionary<string, string>();

    /// <summary>How the stream of a task behaves.</summary>
    public StreamSettings Stream { get; init; } = new();
}
