using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>Completes the providers that support the cmdlet.</summary>
public sealed class ProviderCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context) =>
        context.Able().Select(provider => (
            provider.Name,
            $"{provider.DisplayName}: {string.Join(", ", provider.Operations)}; {provider.Price} a call"));
}
