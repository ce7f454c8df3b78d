using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Providers;
using Xunit.Sdk;

namespace Reve.Tests.Outcomes;

/// <summary>A kind of paid call: an operation of a provider.</summary>
public sealed record PaidCallCase : IXunitSerializable
{
    /// <summary>Creates an empty case, for the test runner.</summary>
    public PaidCallCase()
    {
    }

    public PaidCallCase(string provider, ReveOperation operation) => (Provider, Operation) = (provider, operation);

    /// <summary>Every operation of every provider.</summary>
    public static IReadOnlyList<PaidCallCase> Every { get; } =
        [.. TestProviders.Remote.SelectMany(provider => provider.Operations, Of)];

    /// <summary>
    /// The first operation of every provider, and the last one where the operations have different addresses or bodies
    /// and no tasks.
    /// </summary>
    public static IReadOnlyList<PaidCallCase> Each { get; } =
    [
        .. TestProviders.Remote.Select(provider => Of(provider, provider.Operations[0])),
        .. TestProviders.Remote.Where(provider => !provider.HasTasks)
            .Select(provider => Of(provider, provider.Operations[^1])),
    ];

    /// <summary>One call of every provider with tasks.</summary>
    public static IReadOnlyList<PaidCallCase> Tasks { get; } = [.. Each.Where(call => call.Info.HasTasks)];

    /// <summary>The calls whose responses have the image.</summary>
    public static IReadOnlyList<PaidCallCase> Direct { get; } = [.. Each.Where(call => !call.Info.HasTasks)];

    /// <summary>A call whose response has the image.</summary>
    public static PaidCallCase Create { get; } = new(TestProviders.Any.Name, ReveOperation.Create);

    /// <summary>A call that becomes a task.</summary>
    public static PaidCallCase Task { get; } = new(TestProviders.AnyWithTasks.Name, ReveOperation.Create);

    /// <summary>A call of a provider without the operation Create.</summary>
    public static PaidCallCase Edit { get; } = new(TestProviders.WithoutCreate.Name, ReveOperation.Edit);

    public string Provider { get; private set; } = "";

    public ReveOperation Operation { get; private set; }

    public ProviderInfo Info => ProviderRegistry.Get(Provider);

    public OperationInfo OperationInfo => Info.Find(Operation)!;

    /// <summary>Whether a call without a response is found by its id.</summary>
    public bool IsLookedUp => ProviderRegistry.Find(Info) is ICallLookup;

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Provider), Provider);
        info.AddValue(nameof(Operation), (int)Operation);
    }

    public void Deserialize(IXunitSerializationInfo info) => (Provider, Operation) =
        (info.GetValue<string>(nameof(Provider))!, (ReveOperation)info.GetValue<int>(nameof(Operation)));

    public override string ToString() => $"{Provider} {Operation}";

    private static PaidCallCase Of(ProviderInfo provider, OperationInfo operation) =>
        new(provider.Name, operation.Operation);
}
