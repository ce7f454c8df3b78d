using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Base class for tests of one row of the outcome table, with paid calls of every provider.</summary>
public abstract class OutcomeTestBase : EmulatorTests
{
    /// <summary>Paid calls of every provider.</summary>
    public static TheoryData<PaidCallCase> All => [.. PaidCallCase.Each];

    /// <summary>Every operation of every provider.</summary>
    public static TheoryData<PaidCallCase> Every => [.. PaidCallCase.Every];

    /// <summary>One call of every provider with tasks.</summary>
    public static TheoryData<PaidCallCase> Tasks => [.. PaidCallCase.Tasks];

    /// <summary>Combines paid calls of every provider with each case of the row.</summary>
    private protected static MatrixTheoryData<PaidCallCase, T> EachOn<T>(params T[] cases) =>
        new(PaidCallCase.Each, cases);

    /// <summary>Combines one call of every provider with tasks with each case of the row.</summary>
    private protected static MatrixTheoryData<PaidCallCase, T> TasksOn<T>(params T[] cases) =>
        new(PaidCallCase.Tasks, cases);

    /// <summary>Combines the calls whose responses have the image with each case of the row.</summary>
    private protected static MatrixTheoryData<PaidCallCase, T> DirectOn<T>(params T[] cases) =>
        new(PaidCallCase.Direct, cases);

    /// <summary>The paid requests that the emulator received.</summary>
    private protected IReadOnlyList<RecordedRequest> Sent(PaidCallCase call) => Emulator.Paid(call.Provider);

    /// <summary>What is charged in the end, with all tasks completed.</summary>
    private protected IReadOnlyList<Charge> Bill
    {
        get
        {
            Emulator.Tasks.Finish();
            return Emulator.Bill;
        }
    }

    /// <summary>Misbehaviour of the emulator for the paid request.</summary>
    private protected static Misbehaviour To(PaidCallCase call) => new() { PaidAt = call.Provider };

    /// <summary>Misbehaviour of the emulator for requests about tasks.</summary>
    private protected static Misbehaviour ToTasks(PaidCallCase call) => new() { TaskAt = call.Provider };

    /// <summary>Changes the bodies of all responses to the call and about its task.</summary>
    private protected void Change(PaidCallCase call, Func<byte[], byte[]> change)
    {
        Emulator.Misbehave(To(call) with { Change = change, Times = 99 });
        Emulator.Misbehave(ToTasks(call) with { Change = change, Times = 99 });
    }

    private protected static Misbehaviour Respond(
        PaidCallCase call, int status, string? name = null, string? value = null)
    {
        var headers = new Dictionary<string, string>();
        if (name is not null) headers[name] = value!;
        return To(call) with { Status = status, Body = "{}", Headers = headers };
    }

    /// <summary>A small request for the operation.</summary>
    private protected static ImageRequest RequestOf(
        PaidCallCase call, string prompt = "a paper fox", byte[]? image = null)
    {
        var operation = call.OperationInfo;
        var count = operation.Operation == ReveOperation.Remix ? 2 : operation.MinimumInputs;
        var input = ImageInput.FromBytes(image ?? PlainPng.Make((64, 64)));
        return new()
        {
            Operation = call.Operation, Prompt = prompt, Inputs = [.. Enumerable.Repeat(input, count)],
        };
    }

    private protected Task<IReadOnlyList<ReveResult>> SendAsync(
        PaidCallCase call, CallPolicy? policy = null, OutputTarget? output = null) =>
        Client(policy, call.Provider).GenerateAsync(
            RequestOf(call), job => job with { Output = output }, Notices.Enqueue, Cancellation);

    private protected async Task<ReveImage> MakeAsync(PaidCallCase call, CallPolicy? policy = null)
    {
        var result = Assert.Single(await SendAsync(call, policy));
        Assert.Null(result.Error);
        return result.Image!;
    }

    private protected async Task<ReveException> FailAsync(
        PaidCallCase call, CallPolicy? policy = null, OutputTarget? output = null) =>
        await Assert.ThrowsAsync<ReveException>(() => SendAsync(call, policy, output));

    /// <summary>Sends a call that ends with an image or with an error.</summary>
    private protected async Task<ReveResult> EndAsync(
        PaidCallCase call, CallPolicy? policy = null, OutputTarget? output = null)
    {
        try
        {
            return Assert.Single(await SendAsync(call, policy, output));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }

    private protected OutputTarget InFolder => OutputTarget.ToFolder(Folder);

    private protected IReadOnlyList<string> Files => [.. Directory.GetFileSystemEntries(Folder)];
}
