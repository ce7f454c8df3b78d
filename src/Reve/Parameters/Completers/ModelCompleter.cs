using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The models that the chosen provider is known to have for the cmdlet's operation.</summary>
public sealed class ModelCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place) =>
        place.Choices().Select(choice => (
            choice.Operation.Model, $"{choice.Provider.DisplayName}: {choice.Operation.Operation}"));
}
