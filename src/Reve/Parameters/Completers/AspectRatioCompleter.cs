using System.Collections.Generic;
using System.Linq;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The ratios that the chosen provider draws.</summary>
public sealed class AspectRatioCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place)
    {
        var choices = place.Choices().ToList();
        return choices.SelectMany(choice => choice.Operation.AspectRatios).Distinct()
            .Select(ratio => (ratio, Tip(ratio)));

        string Tip(string ratio)
        {
            var standard = choices.Where(choice => choice.Operation.DefaultAspectRatio == ratio)
                .Select(choice => choice.Provider.Name).Distinct().ToList();
            return "width to height" + (standard.Count == 0 ? "" : $"; the default of {string.Join(", ", standard)}");
        }
    }
}
