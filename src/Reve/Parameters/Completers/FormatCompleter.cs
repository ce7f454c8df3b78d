using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>Completes the file formats of the provider.</summary>
public sealed class FormatCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context)
    {
        var choices = context.Choices().ToList();
        return choices.SelectMany(choice => choice.Operation.OutputFormats).Distinct()
            .Select(format => (format.Name, "returned by " + string.Join(", ", choices
                .Where(choice => choice.Operation.OutputFormats.Contains(format))
                .Select(choice => choice.Provider.Name).Distinct())));
    }
}
