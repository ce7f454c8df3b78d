using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>Completes the models of the provider for the operation.</summary>
public sealed class ModelCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context) =>
        context.Choices().Select(choice => (
            choice.Operation.Model, $"{choice.Provider.DisplayName}: {choice.Operation.Operation}"));
}
