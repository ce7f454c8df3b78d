using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>Completes the known versions of the Reve model.</summary>
public sealed class VersionCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context) =>
        from choice in context.Choices()
        from version in choice.Operation.Versions
        select (version, $"{choice.Provider.DisplayName}: {choice.Operation.Operation}");
}
