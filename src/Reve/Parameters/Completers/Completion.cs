using System.Collections.Generic;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;
using System.Management.Automation;
using System;

namespace Reve.Parameters;

/// <summary>
/// Suggestions that never forbid: what begins with the word, quoted where it must be, with a tooltip. Nothing is asked
/// over the network for them.
/// </summary>
public abstract class Completion : IArgumentCompleter
{
    private protected Completion()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return Suggest(new CompletionPlace(commandName ?? "", fakeBoundParameters, commandAst) { Word = word })
            .Where(suggestion => suggestion.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(suggestion => new CompletionResult(
                Quote(suggestion.Value), suggestion.Value, CompletionResultType.ParameterValue, suggestion.Tooltip));
    }

    private protected abstract IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place);

    private static string Quote(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '-' or '.' or '_')
            ? value
            : $"'{value.Replace("'", "''")}'";
}
