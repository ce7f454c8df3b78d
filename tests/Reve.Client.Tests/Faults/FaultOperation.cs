using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;

namespace Reve.Tests.Faults;

/// <summary>Something that a client does, all of whose requests can fail.</summary>
/// <param name="Name">The name.</param>
/// <param name="RunAsync">Does it. The results are those of a paid call; none for free requests.</param>
internal sealed record FaultOperation(
    string Name,
    Func<ReveClient, OutputTarget, CancellationToken, Task<IReadOnlyList<ReveResult>>> RunAsync)
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
            yield return Free("Balance", (client, stop) => client.GetBalanceAsync(cancellation: stop));
        }

        yield return Free("Test", (client, stop) => client.TestAsync(cancellation: stop));
    }

    public override string ToString() => Name;

    private static FaultOperation Generate(ProviderInfo provider, OperationInfo operation)
    {
        var isLong = operation is { Operation: ReveOperation.Edit, InputBytesBelow: null or > LongImage };
        var request = RequestOf(operation, isLong ? s_long : s_short);
        return new(operation.Operation.ToString(), (client, output, stop) => client.GenerateAsync(
            request, job => job with { Output = output }, cancellation: stop));
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

    private static FaultOperation Free(string name, Func<ReveClient, CancellationToken, Task> send) =>
        new(name, async (client, _, stop) =>
        {
            await send(client, stop);
            return [];
        });

    private static Task<ReveTask> SubmitAsync(ReveClient client, CancellationToken stop) =>
        client.SubmitAsync(
            client.CreateJob(RequestOf(client.Provider.Operations[0], s_short)), cancellation: stop);

    private static async Task<IReadOnlyList<ReveResult>> FollowAsync(
        ReveClient client, OutputTarget output, CancellationToken stop)
    {
        var task = await SubmitAsync(client, stop);
        task = await client.GetTaskAsync(task, cancellation: stop);
        task = await client.WaitForTaskAsync(task, cancellation: stop);
        return await client.ReceiveTaskAsync(new ReceiveJob(task) { Output = output }, cancellation: stop);
    }

    private static async Task<IReadOnlyList<ReveResult>> CancelAsync(
        ReveClient client, OutputTarget output, CancellationToken stop)
    {
        await client.CancelTaskAsync(await SubmitAsync(client, stop), cancellation: stop);
        return [];
    }
}
