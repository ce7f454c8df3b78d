using System.Collections.Generic;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;
using System.Management.Automation;
using System;

namespace Reve.Parameters;

/// <summary>The base class of completers. Other values remain valid, and no completer sends a request.</summary>
public abstract class Completer : IArgumentCompleter
{
    private protected Completer()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return Suggest(new CompletionContext(commandName ?? "", fakeBoundParameters, commandAst) { Word = word })
            .Where(suggestion => suggestion.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(suggestion => new CompletionResult(
                Quote(suggestion.Value), suggestion.Value, CompletionResultType.ParameterValue, suggestion.Tooltip));
    }

    private protected abstract IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context);

    private static string Quote(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '-' or '.' or '_')
            ? value
            : $"'{value.Replace("'", "''")}'";
}
