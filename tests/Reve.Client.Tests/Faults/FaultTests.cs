using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Reve.Platform;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>
/// Every fault of a protocol in every request of everything that a client does: uploads, paid calls, queries, streams,
/// downloads, cancelling and the account, at every provider. An operation ends within its timeouts, with a whole image
/// or with the error of the outcome table, and its billing is that of the emulator's bill.
/// </summary>
/// <param name="protocol">The protocol.</param>
/// <param name="log">The output of the test.</param>
public abstract class FaultTests(WireProtocol protocol, ITestOutputHelper log) : EmulatorTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stuck = TimeSpan.FromSeconds(5);
    private static readonly byte[] s_image = PlainPng.MakeOfLength(3000);

    private VirtualClock _clock = new();

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    private protected override WireProtocol Protocol => protocol;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_fault_of_a_connection_ends_in_an_image_or_in_the_error_of_the_outcome_table(string provider)
    {
        var cases = await CasesAsync(provider);
        var chosen = FaultSample.Of(cases);
        var phases = chosen.GroupBy(fault => fault.Step.Phase).Select(phase => $"{phase.Key} {phase.Count()}");
        log.WriteLine($"{provider}, {protocol}: {chosen.Count} of {cases.Count} faults ({string.Join(", ", phases)}), "
            + $"REVE_TEST_SEED={LongTests.RandomSeed}");

        List<string> failures = [];
        foreach (var fault in chosen)
        {
            if (await FailureOfAsync(provider, fault) is { } failure) failures.Add($"{fault}: {failure}");
        }

        Assert.True(failures.Count == 0, $"REVE_TEST_SEED={LongTests.RandomSeed}\n{string.Join("\n", failures)}");
    }

    /// <summary>Every fault in every request, which are those of a run without faults.</summary>
    private async Task<IReadOnlyList<FaultCase>> CasesAsync(string provider)
    {
        var cases = new List<FaultCase>();
        foreach (var operation in FaultOperation.Of(ProviderRegistry.Get(provider)))
        {
            Prepare();
            var end = await RunAsync(provider, operation);
            Assert.True(end.Error is null, $"{operation}: {end.Error}");
            cases.AddRange(
                from step in Emulator.Requests.Select(FaultStep.Of)
                from fault in WireFault.Of(protocol)
                from isLasting in (bool[])[false, true]
                select new FaultCase(operation, step, fault, isLasting));
        }

        return cases;
    }

    /// <summary>Runs a case; returns what is wrong, or null.</summary>
    private async Task<string?> FailureOfAsync(string provider, FaultCase fault)
    {
        Prepare();
        Emulator.Misbehave(fault.Misbehaviour);
        try
        {
            var end = await RunAsync(provider, fault.Operation).WaitAsync(s_longest, Cancellation);
            return FaultOracle.FindProblem(provider, fault, end);
        }
        catch (TimeoutException exception)
        {
            // What still runs would disturb the cases that follow.
            throw new InvalidOperationException(
                $"{fault} did not end. Requests: {Describe(Emulator.Requests)}", exception);
        }
    }

    private static string Describe(IReadOnlyList<RecordedRequest> requests) => string.Join("; ", requests.Select(
        request => $"{request.Method} {request.Path} {request.Status} {(request.IsStalled ? "stalled" : "")}"));

    private void Prepare()
    {
        foreach (var file in Directory.GetFiles(Folder)) File.Delete(file);
        Emulator.Reset();
        Emulator.HostsImagesElsewhere = true;
        Emulator.Images.Next = s_image;
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Queued), new(TaskState.Running)] };
        _clock = new VirtualClock();
    }

    private async Task<FaultEnd> RunAsync(string provider, FaultOperation operation)
    {
        var connection = Connection(provider) with
        {
            Network = new NetworkSettings
            {
                NoProxy = true, SkipCertificateCheck = true, SharesConnections = protocol == WireProtocol.Http2,
            },
        };
        var client = new ReveClient(connection, new CallPolicy(), _clock);
        var run = operation.RunAsync(
            new FaultRun(client, connection, _clock, OutputTarget.ToFolder(Folder)), Cancellation);
        await ElapseAsync(run);
        await ReceiveAsync(connection);
        Exception? error = null;
        IReadOnlyList<ReveResult> results = [];
        try
        {
            results = await run;
        }
        catch (Exception exception)
        {
            error = exception;
        }

        Emulator.Tasks.Finish();
        return new FaultEnd(error ?? results.SingleOrDefault()?.Error, results.SingleOrDefault()?.Image)
        {
            Bill = Emulator.Bill,
            Requests = Emulator.Requests,
            Files = [.. Directory.GetFiles(Folder)],
            Expected = s_image,
            Elapsed = _clock.Elapsed,
            Key = Emulator.ApiKey,
            ImageHost = Emulator.OtherHost,
        };
    }

    /// <summary>
    /// Has the emulator receive what was sent before. The HTTP stack repeats the headers of a request that was refused,
    /// and they would be the first request of the next case.
    /// </summary>
    private static async Task ReceiveAsync(ReveConnection connection)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(connection.BaseUri!, "/_emulator/count"));
        HttpStack.PreferHttp2(request);
        using var response = await HttpClientPool.For(connection.Network, connection.BaseUri!)
            .SendAsync(request, Cancellation);
    }

    /// <summary>Lets the time pass whenever a request is stalled, until the operation ends.</summary>
    private async Task ElapseAsync(Task run)
    {
        var seen = 0;
        var last = Stopwatch.StartNew();
        while (!run.IsCompleted)
        {
            var stalled = Emulator.Requests.Count(request => request.IsStalled);
            // Of requests that stall at the same moment, one can begin to wait after the time has passed.
            if (stalled > seen || last.Elapsed > s_stuck)
            {
                _clock.Advance();
                last.Restart();
            }

            seen = stalled;
            await Task.WhenAny(run, Task.Delay(1, Cancellation));
        }
    }
}
