using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>An option of an operation, and its range.</summary>
/// <param name="Option">The option.</param>
/// <param name="Minimum">The minimum; null for no range.</param>
/// <param name="Maximum">The maximum; null for no range.</param>
public sealed record OptionInfo(ReveOption Option, int? Minimum = null, int? Maximum = null)
{
    /// <summary>The supported values; none when any value may be specified.</summary>
    public IReadOnlyList<string> Values { get; init => field = value.ToArray(); } = [];

    /// <summary>The maximum length of a text; null when no limit is known.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Whether an address must be an https address.</summary>
    public bool IsHttpsOnly { get; init; }

    /// <summary>The name and the range.</summary>
    public override string ToString() => Minimum is not null ? $"{Option} {Minimum}-{Maximum}"
        : Values.Count > 0 ? $"{Option} {string.Join("|", Values)}"
        : Option.ToString();
}
