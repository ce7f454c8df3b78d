using System.Collections.Generic;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;
using System;
using Reve.Hosting;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The command line that is completed: which cmdlet, and what is said on it already.</summary>
internal sealed class CompletionPlace(string command, IDictionary? bound, CommandAst? line)
{
    /// <summary>What is typed already of what is completed, without its quotes.</summary>
    public string Word { get; init; } = "";

    /// <summary>Whether the cmdlet takes no images in.</summary>
    public bool IsOfWordsAlone => Is("New-ReveImage");

    /// <summary>Whether the cmdlet stops what is under way.</summary>
    public bool IsStop => Is("Stop-ReveTask");

    /// <summary>What the parameter is bound to; null: it is not.</summary>
    public string? Said(string parameter) => bound?[parameter]?.ToString();

    /// <summary>Every word of the line; what stands before a comma is bound to nothing yet.</summary>
    public IEnumerable<string> JobText() =>
        (line?.FindAll(static part => part is StringConstantExpressionAst, searchNestedScriptBlocks: false) ?? [])
        .Cast<StringConstantExpressionAst>().Select(part => part.Value);

    /// <summary>
    /// The providers that would be asked: the one that is bound, the session's, that of the environment, the only one
    /// with a key; where none of these decides, all that can do what is asked for.
    /// </summary>
    public IEnumerable<ProviderInfo> Providers()
    {
        var name = Said("Provider") ?? Session.Connection?.Provider.Name
            ?? Text.OrNull(Environment.GetEnvironmentVariable(ConnectionResolver.ProviderVariable)?.Trim());
        if (name is not null) return ProviderRegistry.All.Where(provider => Same(provider.Name, name));
        var withKey = Able().Where(provider => provider.IsKeySet).ToList();
        return withKey.Count == 1 ? withKey : Able();
    }

    /// <summary>The providers that can do what the cmdlet is about, with the options that are bound.</summary>
    public IEnumerable<ProviderInfo> Able() => ProviderRegistry.All.Where(provider =>
        (provider.HasTasks || !command.EndsWith("-ReveTask", StringComparison.OrdinalIgnoreCase))
        && (provider.TellsBalance || !Is("Get-ReveBalance"))
        && OperationsOf(provider).Any(operation => SaidOptions().All(option => operation.Find(option) is not null)));

    /// <summary>What a provider can do of what the cmdlet is about; one that makes no image is about all.</summary>
    public IEnumerable<OperationInfo> OperationsOf(ProviderInfo provider) => command.ToUpperInvariant() switch
    {
        "NEW-REVEIMAGE" => Only(provider, ReveOperation.Create),
        "EDIT-REVEIMAGE" => Only(provider, ReveOperation.Edit),
        "JOIN-REVEIMAGE" => Only(provider, ReveOperation.Remix),
        _ => provider.Operations,
    };

    /// <summary>Each operation that is in question, with its provider.</summary>
    public IEnumerable<(ProviderInfo Provider, OperationInfo Operation)> Choices() =>
        from provider in Providers()
        from operation in OperationsOf(provider)
        select (provider, operation);

    private IEnumerable<ReveOption> SaidOptions()
    {
        foreach (var key in bound?.Keys.Cast<object>() ?? [])
        {
            if (Enum.TryParse<ReveOption>(key.ToString(), out var option)) yield return option;
        }
    }

    private bool Is(string name) => Same(command, name);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<OperationInfo> Only(ProviderInfo provider, ReveOperation operation) =>
        provider.Operations.Where(known => known.Operation == operation);
}
