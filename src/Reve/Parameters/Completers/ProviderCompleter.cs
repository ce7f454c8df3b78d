using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>The providers that can do what is asked for.</summary>
public sealed class ProviderCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place) =>
        place.Able().Select(provider => (
            provider.Name,
            $"{provider.DisplayName}: {string.Join(", ", provider.Operations)}; {provider.Price} a call"));
}
