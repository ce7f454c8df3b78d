namespace Reve.Emulator;

/// <summary>One provider's wire.</summary>
internal interface IWire
{
    /// <summary>The name of the provider.</summary>
    string Provider { get; }

    bool Serves(RecordedRequest request);

    /// <summary>What the provider would answer, charge included.</summary>
    Reply Answer(RecordedRequest request);

    /// <summary>
    /// Whether a request is a call that may be charged. Where only the body says so, a request whose body is not there
    /// yet counts as one.
    /// </summary>
    bool IsPaid(RecordedRequest request);

    /// <summary>Whether a request is about a task that was accepted.</summary>
    bool IsAboutTask(RecordedRequest request) => false;

    /// <summary>Removes everything that was recorded.</summary>
    void Reset()
    {
    }

    /// <summary>The id that the client gave a paid request; null for none.</summary>
    string? ClientIdOf(RecordedRequest request) => null;
}
