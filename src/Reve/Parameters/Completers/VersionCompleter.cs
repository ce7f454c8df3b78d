using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The versions of the Reve model that the chosen provider is known to take.</summary>
public sealed class VersionCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place) =>
        from choice in place.Choices()
        from version in choice.Operation.Versions
        select (version, $"{choice.Provider.DisplayName}: {choice.Operation.Operation}");
}
