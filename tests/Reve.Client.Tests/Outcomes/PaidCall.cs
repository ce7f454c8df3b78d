namespace Reve.Tests.Outcomes;

/// <summary>The calls that cost money, each on a wire of its own.</summary>
public enum PaidCall
{
    Create,
    Edit,
    Remix,
    EditElsewhere,
    RemixElsewhere,
    Task,
}
