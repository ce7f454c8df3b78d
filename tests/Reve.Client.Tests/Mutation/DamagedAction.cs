using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;

namespace Reve.Tests.Mutation;

/// <summary>Something that a client does, and whose responses are damaged.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsOffered">Whether a provider offers it.</param>
/// <param name="RunAsync">Does it with a client, and with the task when one is needed.</param>
/// <param name="Task">The state of the task that is submitted first; null when none is needed.</param>
internal sealed record DamagedAction(
    string Name, Func<ProviderInfo, bool> IsOffered,
    Func<ReveClient, ReveTask?, Mutator, CancellationToken, Task<IReadOnlyList<ReveResult>>> RunAsync,
    TaskState? Task = null)
{
    /// <summary>
    /// Whether images stay at their URLs: the other build resolves the names of hosts before it connects, and damaged
    /// URLs have names that no host has.
    /// </summary>
    public const bool SkipsDownload =
#if NETSTANDARD_BUILD
        true;
#else
        false;
#endif

    private static readonly string[] s_prompts = ["a paper fox", "a paper fox", "a paper fox", "a forbidden fox"];
    private static readonly byte[] s_input = PlainPng.Make((64, 64));

    public static IReadOnlyList<DamagedAction> All { get; } =
    [
        .. Enum.GetValues<ReveOperation>().Select(operation => new DamagedAction(
            operation.ToString(), provider => provider.Find(operation) is not null,
            (client, _, mutator, cancellation) => client.GenerateAsync(
                RequestOf(client, operation, mutator), job => job with { SkipDownload = SkipsDownload }, null,
                cancellation))),
        new("Submit", provider => provider.HasTasks, SubmitAsync),
        new("Get", provider => provider.HasTasks,
            async (client, task, _, cancellation) => None(await client.GetTaskAsync(task!, null, cancellation)),
            TaskState.Running),
        new("Wait", provider => provider.HasTasks,
            async (client, task, _, cancellation) => None(await client.WaitForTaskAsync(task!, null, cancellation)),
            TaskState.Running),
        new("Cancel", provider => provider.CancelsTasks,
            async (client, task, _, cancellation) => None(await client.CancelTaskAsync(task!, null, cancellation)),
            TaskState.Running),
        new("Receive", provider => provider.HasTasks,
            (client, task, _, cancellation) => client.ReceiveTaskAsync(
                new ReceiveJob(task!) { SkipDownload = SkipsDownload }, null, cancellation), TaskState.Completed),
        new("Balance", provider => provider.ReportsBalance,
            async (client, _, _, cancellation) => None(await client.GetBalanceAsync(null, cancellation))),
        new("Test", static _ => true,
            async (client, _, _, cancellation) => None(await client.TestAsync(null, cancellation))),
    ];

    /// <summary>Each action at each provider that offers it.</summary>
    public static IEnumerable<(string Provider, DamagedAction Action)> Everywhere =>
        TestProviders.Remote.SelectMany(provider => All.Where(action => action.IsOffered(provider)),
            static (provider, action) => (provider.Name, action));

    public override string ToString() => Name;

    private static async Task<IReadOnlyList<ReveResult>> SubmitAsync(
        ReveClient client, ReveTask? task, Mutator mutator, CancellationToken cancellation)
    {
        var operation = client.Provider.Operations[0].Operation;
        return None(await client.SubmitAsync(
            client.CreateJob(RequestOf(client, operation, mutator)), null, cancellation));
    }

    private static ImageRequest RequestOf(ReveClient client, ReveOperation operation, Mutator mutator)
    {
        var count = operation == ReveOperation.Remix ? 2 : client.Provider.Find(operation)!.MinimumInputs;
        return new ImageRequest
        {
            Operation = operation,
            Prompt = mutator.Pick(s_prompts),
            Inputs = [.. Enumerable.Repeat(ImageInput.FromBytes(s_input), count)],
        };
    }

    /// <summary>A result without images.</summary>
    private static IReadOnlyList<ReveResult> None(object result) => result is null ? throw new InvalidOperationException() : [];
}
