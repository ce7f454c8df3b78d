namespace Reve;

/// <summary>What the content credentials (C2PA) of an image claim. Nothing of it is verified.</summary>
public sealed record ContentCredentials
{
    /// <summary>The program that made the claim; null when it cannot be read.</summary>
    public string? ClaimGenerator { get; init; }

    /// <summary>The title of the image; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>The program, or that the credentials are present.</summary>
    public override string ToString() => ClaimGenerator ?? "present";
}
