using System.Linq;

namespace Reve;

/// <summary>Names a call in messages.</summary>
internal static class CallNames
{
    /// <summary>The call with its known ids, or "it".</summary>
    public static string Describe(params string?[] ids) =>
        string.Join(" or ", ids.Where(id => id is not null)) is { Length: > 0 } known ? $"the call {known}" : "it";
}
