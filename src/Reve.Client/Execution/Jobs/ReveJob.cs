namespace Reve;

/// <summary>One item of a batch.</summary>
public abstract record ReveJob
{
    /// <summary>The position of the item in its run, starting at 0.</summary>
    public int Index { get; init; }

    /// <summary>A short text that identifies the item, such as its prompt.</summary>
    public abstract string Title { get; }

    /// <summary>An object of the caller that the job belongs to.</summary>
    public object? Origin { get; init; }
}
