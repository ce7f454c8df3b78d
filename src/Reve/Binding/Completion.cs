using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Reve.Pipeline;

namespace Reve.Binding;

/// <summary>
/// Suggestions that never forbid: what begins with the word, quoted where it must be, with a tooltip.
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
        return Suggest(commandName ?? "", fakeBoundParameters)
            .Where(suggestion => suggestion.Value.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(suggestion => new CompletionResult(
                Quote(suggestion.Value), suggestion.Value, CompletionResultType.ParameterValue, suggestion.Tooltip));
    }

    private protected abstract IEnumerable<(string Value, string Tooltip)> Suggest(string command, IDictionary bound);

    /// <summary>What a provider can do of what a cmdlet is about; one that makes no picture is about all.</summary>
    private protected static IEnumerable<OperationInfo> OperationsOf(ProviderInfo provider, string command) =>
        command.ToUpperInvariant() switch
        {
            "NEW-REVEIMAGE" => Only(provider, ReveOperation.Create),
            "EDIT-REVEIMAGE" => Only(provider, ReveOperation.Edit),
            "JOIN-REVEIMAGE" => Only(provider, ReveOperation.Remix),
            _ => provider.Operations,
        };

    /// <summary>The provider that is bound already, else the session's, else all of them.</summary>
    private protected static IEnumerable<ProviderInfo> ProvidersOf(IDictionary bound)
    {
        var name = bound?["Provider"] as string ?? Session.Connection?.Provider.Name;
        return ProviderRegistry.All.Where(provider =>
            name is null || string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<OperationInfo> Only(ProviderInfo provider, ReveOperation operation) =>
        provider.Operations.Where(known => known.Operation == operation);

    private static string Quote(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '-' or '.' or '_') ? value : $"'{value}'";
}

/// <summary>The providers.</summary>
public sealed class ProviderCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(string command, IDictionary bound) =>
        ProviderRegistry.All.Where(provider => IsAble(provider, command))
            .Select(provider => (provider.Name, provider.DisplayName));

    private static bool IsAble(ProviderInfo provider, string command) =>
        command.EndsWith("Balance", StringComparison.OrdinalIgnoreCase)
            ? provider.TellsBalance
            : OperationsOf(provider, command).Any();
}

/// <summary>The models that the chosen provider is known to have for the cmdlet's operation.</summary>
public sealed class ModelCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(string command, IDictionary bound) =>
        from provider in ProvidersOf(bound)
        from operation in OperationsOf(provider, command)
        select (operation.Model, $"{provider.DisplayName}: {operation.Operation}");
}

/// <summary>The ratios that the chosen provider draws.</summary>
public sealed class AspectRatioCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(string command, IDictionary bound) =>
        ProvidersOf(bound).SelectMany(provider => OperationsOf(provider, command))
            .SelectMany(operation => operation.AspectRatios)
            .Distinct().Select(ratio => (ratio, "width to height"));
}

/// <summary>Name templates that can be built upon.</summary>
public sealed class NameTemplateCompleter : Completion
{
    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(string command, IDictionary bound) =>
        OutputTarget.TemplateFields.Select(field => ($"{{{field}}}", "a field of the name template"))
            .Prepend((OutputTarget.DefaultTemplate, "the default"));
}
