using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>The default name template, and fields to go on with where one is half typed.</summary>
public sealed class NameTemplateCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place)
    {
        var open = place.Word.LastIndexOf('{');
        var before = open > place.Word.LastIndexOf('}') ? place.Word.Substring(0, open) : place.Word;
        var fields = OutputTarget.TemplateFields.Where(field => !Has(before, field.Name))
            .Where(field => field.Name != "source" || !place.IsOfWordsAlone)
            .SelectMany(field => field.Forms.Select(form => (before + form, field.Meaning)));
        return place.Word.Length == 0 ? fields.Prepend((OutputTarget.DefaultTemplate, "the default")) : fields;
    }

    private static bool Has(string template, string field) =>
        template.IndexOf("{" + field, StringComparison.OrdinalIgnoreCase) >= 0;
}
