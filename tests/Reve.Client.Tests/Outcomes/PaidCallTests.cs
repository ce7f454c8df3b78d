using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Tests of one row of the table of money and outcomes, on every call that costs money.</summary>
public abstract class PaidCallTests : EmulatorTests
{
    public static TheoryData<PaidCall> All => [.. Enum.GetValues<PaidCall>()];

    /// <summary>Pairs each call with each case of the row.</summary>
    private protected static MatrixTheoryData<PaidCall, T> EachOn<T>(params T[] cases) =>
        new(Enum.GetValues<PaidCall>(), cases);

    private protected static string ProviderOf(PaidCall call) => call switch
    {
        PaidCall.Task => "InferenceSh",
        PaidCall.EditElsewhere or PaidCall.RemixElsewhere => "OneRouter",
        _ => "AimlApi",
    };

    private protected static string PathOf(PaidCall call) => call switch
    {
        PaidCall.Task => "/apps/run",
        PaidCall.EditElsewhere or PaidCall.RemixElsewhere => "/v1/images/edits",
        _ => "/v1/images/generations",
    };

    /// <summary>How often the paid request was sent.</summary>
    private protected IReadOnlyList<RecordedRequest> Sent(PaidCall call) =>
        [.. Paid.Where(request => request.Path == PathOf(call))];

    /// <summary>What is charged in the end, whether anybody asks after a task or not.</summary>
    private protected IReadOnlyList<Charge> Bill
    {
        get
        {
            Emulator.Inference.FinishTasks();
            return Emulator.Bill;
        }
    }

    /// <summary>Something other than the right answer to the paid request.</summary>
    private protected static Misbehaviour To(PaidCall call) => new() { Method = "POST", Path = PathOf(call) };

    private protected static Misbehaviour Answering(
        PaidCall call, int status, string? name = null, string? value = null)
    {
        var headers = new Dictionary<string, string>();
        if (name is not null) headers[name] = value!;
        return To(call) with { Status = status, Body = "{}", Headers = headers };
    }

    private protected static ImageRequest RequestOf(
        PaidCall call, string prompt = "a paper fox", byte[]? image = null)
    {
        var input = ImageInput.FromBytes(image ?? PlainPng.Make((64, 64)));
        return call switch
        {
            PaidCall.Create or PaidCall.Task => Create(prompt),
            PaidCall.Edit or PaidCall.EditElsewhere =>
                new() { Operation = ReveOperation.Edit, Prompt = prompt, Inputs = [input] },
            _ => new() { Operation = ReveOperation.Remix, Prompt = prompt, Inputs = [input, input] },
        };
    }

    private protected Task<IReadOnlyList<ReveResult>> SendAsync(
        PaidCall call, CallPolicy? policy = null, OutputTarget? output = null) =>
        Client(policy, ProviderOf(call)).GenerateAsync(
            RequestOf(call), job => job with { Output = output }, Notices.Enqueue, Cancellation);

    private protected async Task<ReveImage> MakeAsync(PaidCall call, CallPolicy? policy = null)
    {
        var result = Assert.Single(await SendAsync(call, policy));
        Assert.Null(result.Error);
        return result.Image!;
    }

    private protected async Task<ReveException> FailAsync(
        PaidCall call, CallPolicy? policy = null, OutputTarget? output = null) =>
        await Assert.ThrowsAsync<ReveException>(() => SendAsync(call, policy, output));

    private protected OutputTarget InFolder => OutputTarget.ToFolder(Folder);

    private protected IReadOnlyList<string> Files => [.. Directory.GetFileSystemEntries(Folder)];
}
