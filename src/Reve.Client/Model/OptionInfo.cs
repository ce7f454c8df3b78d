namespace Reve;

/// <summary>An option of a provider's operation, and the values that it takes.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Minimum">The least value; null: any.</param>
/// <param name="Maximum">The greatest value; null: any.</param>
public sealed record OptionInfo(ReveOption Option, int? Minimum = null, int? Maximum = null)
{
    /// <summary>The name, and its range where it has one.</summary>
    public override string ToString() => Minimum is null ? Option.ToString() : $"{Option} {Minimum}-{Maximum}";
}
