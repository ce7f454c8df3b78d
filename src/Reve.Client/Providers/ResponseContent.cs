using Reve.Http;

namespace Reve.Providers;

/// <summary>What a response of success contains: images, a task, an error, or nothing that can be read.</summary>
internal sealed record ResponseContent
{
    public ProviderResponse? Images { get; private init; }

    public ReveTask? Task { get; private init; }

    public ProviderError? Error { get; private init; }

    /// <summary>The status inside the response, when it contains an error.</summary>
    public int Status { get; private init; }

    /// <summary>Why the response cannot be read, as the end of a sentence that begins with "the response".</summary>
    public string? Problem { get; private init; }

    public static ResponseContent OfImages(ProviderResponse images) => new() { Images = images };

    public static ResponseContent OfTask(ReveTask task) => new() { Task = task };

    public static ResponseContent OfError(int status, ProviderError error) => new() { Status = status, Error = error };

    public static ResponseContent Unreadable(string problem) => new() { Problem = problem };
}
