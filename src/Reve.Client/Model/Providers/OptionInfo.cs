namespace Reve;

/// <summary>An option of an operation, and its range.</summary>
/// <param name="Option">The option.</param>
/// <param name="Minimum">The minimum; null for no range.</param>
/// <param name="Maximum">The maximum; null for no range.</param>
public sealed record OptionInfo(ReveOption Option, int? Minimum = null, int? Maximum = null)
{
    /// <summary>The name and the range.</summary>
    public override string ToString() => Minimum is null ? Option.ToString() : $"{Option} {Minimum}-{Maximum}";
}
