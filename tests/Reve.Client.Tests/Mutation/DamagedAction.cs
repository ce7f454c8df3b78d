using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;

namespace Reve.Tests.Mutation;

/// <summary>Something that a client does, and whose responses are damaged.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsOffered">Whether a provider offers it.</param>
/// <param name="RunAsync">Does it.</param>
/// <param name="Task">The state of the task that is submitted first; null when none is needed.</param>
internal sealed record DamagedAction(
    string Name, Func<ProviderInfo, bool> IsOffered,
    Func<DamagedRun, CancellationToken, Task<IReadOnlyList<ReveResult>>> RunAsync, TaskState? Task = null)
{
    private static readonly string[] s_prompts = ["a paper fox", "a paper fox", "a paper fox", "a forbidden fox"];
    private static readonly ImageInput s_input = ImageInput.FromBytes(PlainPng.Make((64, 64)));

    // Larger than an image that a provider with uploads takes inside a request.
    private static readonly ImageInput s_largeInput = ImageInput.FromBytes(PlainPng.MakeOfLength(1_050_000));

    public static IReadOnlyList<DamagedAction> All { get; } =
    [
        .. Enum.GetValues<ReveOperation>().Select(operation => new DamagedAction(
            operation.ToString(), provider => provider.Find(operation) is not null,
            (run, cancellation) => run.Client.GenerateAsync(
                RequestOf(run, operation), cancellation: cancellation))),
        new("Upload", provider => provider.Find(ReveOperation.Edit) is not null,
            (run, cancellation) => run.Client.GenerateAsync(
                RequestOf(run, ReveOperation.Edit) with { Inputs = [s_largeInput] }, cancellation: cancellation)),
        new("Submit", provider => provider.HasTasks,
            async (run, cancellation) => None(await run.Client.SubmitAsync(
                run.Client.CreateJob(RequestOf(run, run.Provider.Operations[0].Operation)), null, cancellation))),
        new("Get", provider => provider.HasTasks,
            async (run, cancellation) => None(await run.Client.GetTaskAsync(run.Task!, null, cancellation)),
            TaskState.Running),
        new("Wait", provider => provider.HasTasks,
            async (run, cancellation) => None(await run.Client.WaitForTaskAsync(run.Task!, null, cancellation)),
            TaskState.Running),
        new("Cancel", provider => provider.CancelsTasks,
            async (run, cancellation) => None(await run.Client.CancelTaskAsync(run.Task!, null, cancellation)),
            TaskState.Running),
        new("Receive", provider => provider.HasTasks,
            (run, cancellation) => run.Client.ReceiveTaskAsync(new ReceiveJob(run.Task!), null, cancellation),
            TaskState.Completed),
        new("Balance", provider => provider.ReportsBalance,
            async (run, cancellation) => None(await run.Client.GetBalanceAsync(null, cancellation))),
        new("Test", static _ => true,
            async (run, cancellation) => None(await run.Client.TestAsync(null, cancellation))),
        new("Models", static _ => true,
            async (run, cancellation) => None(
                await new ModelListingReader(run.Policy, run.Clock).ReadAsync(run.Connection, cancellation))),
    ];

    /// <summary>Each action at each provider that offers it.</summary>
    public static IEnumerable<(string Provider, DamagedAction Action)> Everywhere =>
        TestProviders.Remote.SelectMany(provider => All.Where(action => action.IsOffered(provider)),
            static (provider, action) => (provider.Name, action));

    /// <summary>A small request for an operation, with a prompt that the mutator chooses.</summary>
    public static ImageRequest RequestOf(DamagedRun run, ReveOperation operation)
    {
        var count = operation == ReveOperation.Remix ? 2 : run.Provider.Find(operation)!.MinimumInputs;
        return new ImageRequest
        {
            Operation = operation,
            Prompt = run.Mutator.Pick(s_prompts),
            Inputs = [.. Enumerable.Repeat(s_input, count)],
        };
    }

    public override string ToString() => Name;

    /// <summary>A result without images.</summary>
    private static IReadOnlyList<ReveResult> None(object result) =>
        result is null ? throw new InvalidOperationException("There is no result.") : [];
}
