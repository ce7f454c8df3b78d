using System.Collections.Generic;
using System.Collections;
using System.Linq;
using System.Management.Automation.Language;
using System;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The command line that is completed: the cmdlet and its parameters.</summary>
internal sealed class CompletionContext(string command, IDictionary? bound, CommandAst? line)
{
    /// <summary>The start of the value, without quotes.</summary>
    public string Word { get; init; } = "";

    /// <summary>Whether the cmdlet takes no input images.</summary>
    public bool IsCreate => Is("New-ReveImage");

    /// <summary>Whether the cmdlet stops tasks.</summary>
    public bool IsStop => Is("Stop-ReveTask");

    /// <summary>The value of a parameter; null when not specified.</summary>
    public string? Value(string parameter) =>
        bound?[parameter] is { } value and not IEnumerable<object> ? value.ToString() : null;

    /// <summary>All words of the line. Values before a comma are not bound to a parameter yet.</summary>
    public IEnumerable<string> Words() =>
        (line?.FindAll(static part => part is StringConstantExpressionAst, searchNestedScriptBlocks: false) ?? [])
        .Cast<StringConstantExpressionAst>().Select(part => part.Value);

    /// <summary>
    /// The provider that the command would use: specified, of the session, of the environment, or the only one with a
    /// key; otherwise all that support the cmdlet.
    /// </summary>
    public IEnumerable<ProviderInfo> Providers()
    {
        if (bound?["Provider"] is IEnumerable<object> names)
        {
            return ProviderRegistry.All.Where(provider => names.Any(name => AreEqual(provider.Name, $"{name}")));
        }

        var name = Value("Provider") ?? Session.Connection?.Provider.Name
            ?? Text.NullIfBlank(Environment.GetEnvironmentVariable(ConnectionResolver.ProviderVariable)?.Trim());
        if (name is not null) return ProviderRegistry.All.Where(provider => AreEqual(provider.Name, name));
        var withKey = Able().Where(provider => provider.IsKeySet).ToList();
        return withKey.Count == 1 ? withKey : Able();
    }

    /// <summary>The providers that support the cmdlet and the specified options.</summary>
    public IEnumerable<ProviderInfo> Able() => ProviderRegistry.All.Where(provider =>
        (provider.HasTasks || !command.EndsWith("-ReveTask", StringComparison.OrdinalIgnoreCase))
        && (provider.ReportsBalance || !Is("Get-ReveBalance"))
        && OperationsOf(provider).Any(operation =>
            SpecifiedOptions().All(option => operation.Find(option) is not null)));

    /// <summary>The operations of a provider that the cmdlet uses; all for a cmdlet that generates no image.</summary>
    public IEnumerable<OperationInfo> OperationsOf(ProviderInfo provider) => command.ToUpperInvariant() switch
    {
        "NEW-REVEIMAGE" => Only(provider, ReveOperation.Create),
        "EDIT-REVEIMAGE" => Only(provider, ReveOperation.Edit),
        "JOIN-REVEIMAGE" => Only(provider, ReveOperation.Remix),
        _ => provider.Operations,
    };

    /// <summary>The possible operations with their providers.</summary>
    public IEnumerable<(ProviderInfo Provider, OperationInfo Operation)> Choices() =>
        from provider in Providers()
        from operation in OperationsOf(provider)
        select (provider, operation);

    private IEnumerable<ReveOption> SpecifiedOptions()
    {
        foreach (var key in bound?.Keys.Cast<object>() ?? [])
        {
            if (Enum.TryParse<ReveOption>(key.ToString(), out var option)) yield return option;
        }
    }

    private bool Is(string name) => AreEqual(command, name);

    private static bool AreEqual(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<OperationInfo> Only(ProviderInfo provider, ReveOperation operation) =>
        provider.Operations.Where(known => known.Operation == operation);
}
