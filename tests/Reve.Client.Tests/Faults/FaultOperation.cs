using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;

namespace Reve.Tests.Faults;

/// <summary>Something that a client does, all of whose requests can fail.</summary>
/// <param name="Name">The name.</param>
/// <param name="RunAsync">Does it. The results are those of a paid call; none for free requests.</param>
internal sealed record FaultOperation(
    string Name,
    Func<FaultRun, CancellationToken, Task<IReadOnlyList<ReveResult>>> RunAsync)
{
    // Above the largest size that a provider sends inside the request.
    private const int LongImage = 1_100_000;

    private static readonly byte[] s_short = PlainPng.Make((64, 64));
    private static readonly byte[] s_long = PlainPng.MakeOfLength(LongImage);

    /// <summary>Everything that a client of a provider does.</summary>
    public static IEnumerable<FaultOperation> Of(ProviderInfo provider)
    {
        foreach (var operation in provider.Operations) yield return Generate(provider, operation);
        if (provider.HasTasks)
        {
            yield return new("Task", FollowAsync);
            if (provider.CancelsTasks) yield return new("Cancel", CancelAsync);
        }

        if (provider.ReportsBalance)
        {
            yield return Free("Balance", (run, stop) => run.Client.GetBalanceAsync(cancellation: stop));
        }

        yield return Free("Test", (run, stop) => run.Client.TestAsync(cancellation: stop));
        if (ListsModels(provider)) yield return ListModels();
    }

    public override string ToString() => Name;

    private static FaultOperation Generate(ProviderInfo provider, OperationInfo operation)
    {
        var isLong = operation is { Operation: ReveOperation.Edit, InputBytesBelow: null or > LongImage };
        var request = RequestOf(operation, isLong ? s_long : s_short);
        return new(operation.Operation.ToString(), (run, stop) => run.Client.GenerateAsync(
            request, job => job with { Output = run.Output }, cancellation: stop));
    }

    private static ImageRequest RequestOf(OperationInfo operation, byte[] image)
    {
        var count = operation.Operation == ReveOperation.Remix ? 2 : operation.MinimumInputs;
        return new ImageRequest
        {
            Operation = operation.Operation,
            Prompt = "a paper fox",
            Inputs = [.. Enumerable.Repeat(ImageInput.FromBytes(image), count)],
        };
    }

    private static FaultOperation Free(string name, Func<FaultRun, CancellationToken, Task> send) =>
        new(name, async (run, stop) =>
        {
            await send(run, stop);
            return [];
        });

    private static Task<ReveTask> SubmitAsync(ReveClient client, CancellationToken stop) =>
        client.SubmitAsync(
            client.CreateJob(RequestOf(client.Provider.Operations[0], s_short)), cancellation: stop);

    private static async Task<IReadOnlyList<ReveResult>> FollowAsync(FaultRun run, CancellationToken stop)
    {
        var client = run.Client;
        var task = await SubmitAsync(client, stop);
        task = await client.GetTaskAsync(task, cancellation: stop);
        task = await client.WaitForTaskAsync(task, cancellation: stop);
        return await client.ReceiveTaskAsync(new ReceiveJob(task) { Output = run.Output }, cancellation: stop);
    }

    /// <summary>Cancels a task, whose state is known afterwards.</summary>
    private static async Task<IReadOnlyList<ReveResult>> CancelAsync(FaultRun run, CancellationToken stop)
    {
        var task = await run.Client.CancelTaskAsync(await SubmitAsync(run.Client, stop), cancellation: stop);
        return task.Status == ReveTaskStatus.Unknown
            ? throw new InvalidOperationException("The state of the cancelled task is unknown.")
            : [];
    }

    private static bool ListsModels(ProviderInfo provider)
    {
        var type = ProviderRegistry.Find(provider).GetType();
        return type.GetMethod(nameof(Provider.GetModelListingsAsync))!.DeclaringType == type;
    }

    /// <summary>
    /// Lists the models. A list that is not available is a note, which stands for an error here: it differs from what
    /// the first run lists, which has no fault.
    /// </summary>
    private static FaultOperation ListModels()
    {
        List<(string, ModelListingState, string?)>? expected = null;
        return Free("Models", async (run, stop) =>
        {
            var listings = await new ModelListingReader(new CallPolicy(), run.Clock).ReadAsync(run.Connection, stop);
            var found = listings.Select(listing => (listing.Model, listing.State, listing.Note)).ToList();
            expected ??= found;
            if (!found.SequenceEqual(expected))
            {
                throw new ReveException(ReveErrorKind.ProviderFailed, found[0].Note ?? "The list differs.", "");
            }
        });
    }
}
