using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>Completes the aspect ratios of the provider.</summary>
public sealed class AspectRatioCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context)
    {
        var choices = context.Choices().ToList();
        return choices.SelectMany(choice => choice.Operation.AspectRatios).Distinct()
            .Select(ratio => (ratio, Tip(ratio)));

        string Tip(string ratio)
        {
            var defaults = choices.Where(choice => choice.Operation.DefaultAspectRatio == ratio)
                .Select(choice => choice.Provider.Name).Distinct().ToList();
            return "width to height" + (defaults.Count == 0 ? "" : $"; the default of {string.Join(", ", defaults)}");
        }
    }
}
