using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Base class for tests of one row of the outcome table, with every kind of paid call.</summary>
public abstract class OutcomeTestBase : EmulatorTests
{
    public static TheoryData<PaidCallCase> All => [.. Enum.GetValues<PaidCallCase>()];

    /// <summary>Combines each kind of call with each case of the row.</summary>
    private protected static MatrixTheoryData<PaidCallCase, T> EachOn<T>(params T[] cases) =>
        new(Enum.GetValues<PaidCallCase>(), cases);

    private protected static string ProviderOf(PaidCallCase call) => call switch
    {
        PaidCallCase.Task => "InferenceSh",
        PaidCallCase.EditElsewhere or PaidCallCase.RemixElsewhere => "OneRouter",
        _ => "AimlApi",
    };

    private protected static string PathOf(PaidCallCase call) => call switch
    {
        PaidCallCase.Task => "/apps/run",
        PaidCallCase.EditElsewhere or PaidCallCase.RemixElsewhere => "/v1/images/edits",
        _ => "/v1/images/generations",
    };

    /// <summary>The paid requests that the emulator received.</summary>
    private protected IReadOnlyList<RecordedRequest> Sent(PaidCallCase call) =>
        [.. Paid.Where(request => request.Path == PathOf(call))];

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
    private protected static Misbehaviour To(PaidCallCase call) => new() { Method = "POST", Path = PathOf(call) };

    private protected static Misbehaviour Respond(
        PaidCallCase call, int status, string? name = null, string? value = null)
    {
        var headers = new Dictionary<string, string>();
        if (name is not null) headers[name] = value!;
        return To(call) with { Status = status, Body = "{}", Headers = headers };
    }

    private protected static ImageRequest RequestOf(
        PaidCallCase call, string prompt = "a paper fox", byte[]? image = null)
    {
        var input = ImageInput.FromBytes(image ?? PlainPng.Make((64, 64)));
        return call switch
        {
            PaidCallCase.Create or PaidCallCase.Task => Create(prompt),
            PaidCallCase.Edit or PaidCallCase.EditElsewhere =>
                new() { Operation = ReveOperation.Edit, Prompt = prompt, Inputs = [input] },
            _ => new() { Operation = ReveOperation.Remix, Prompt = prompt, Inputs = [input, input] },
        };
    }

    private protected Task<IReadOnlyList<ReveResult>> SendAsync(
        PaidCallCase call, CallPolicy? policy = null, OutputTarget? output = null) =>
        Client(policy, ProviderOf(call)).GenerateAsync(
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

    private protected OutputTarget InFolder => OutputTarget.ToFolder(Folder);

    private protected IReadOnlyList<string> Files => [.. Directory.GetFileSystemEntries(Folder)];
}
