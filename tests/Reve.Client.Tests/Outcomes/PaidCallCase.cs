namespace Reve.Tests.Outcomes;

/// <summary>The kinds of paid calls, by operation and provider.</summary>
public enum PaidCallCase
{
    Create,
    Edit,
    Remix,
    EditElsewhere,
    RemixElsewhere,
    Task,
}
