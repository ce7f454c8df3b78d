using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>Completes the default name template and the fields of a template.</summary>
public sealed class NameTemplateCompleter : Completer
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context)
    {
        var open = context.Word.LastIndexOf('{');
        var before = open > context.Word.LastIndexOf('}') ? context.Word.Substring(0, open) : context.Word;
        var fields = OutputTarget.TemplateFields.Where(field => !Has(before, field.Name))
            .Where(field => field.Name != "source" || !context.IsCreate)
            .SelectMany(field => field.Forms.Select(form => (before + form, field.Meaning)));
        return context.Word.Length == 0 ? fields.Prepend((OutputTarget.DefaultTemplate, "the default")) : fields;
    }

    private static bool Has(string template, string field) =>
        template.IndexOf("{" + field, StringComparison.OrdinalIgnoreCase) >= 0;
}
