using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>
/// Hosts whose TLS has a fault get neither the key nor anything else: the API, the storage of input images, and the
/// host of generated images.
/// </summary>
public sealed class TlsTests : OutcomeTestBase
{
    private static readonly byte[] s_longImage = PlainPng.MakeOfLength(1_100_000);

    public static TheoryData<TlsFault> TlsFaults => [.. Enum.GetValues<TlsFault>()];

    [Theory]
    [MemberData(nameof(TlsFaults))]
    public async Task A_call_to_a_host_without_valid_tls_is_not_sent(TlsFault fault)
    {
        foreach (var call in CallsOf(fault, PaidCallCase.Every))
        {
            using var host = new TlsHost(fault);
            var clock = new VirtualClock();

            var result = await EndAsync(fault, call, host, clock, host.Address);

            var error = result.Error!;
            var kind = fault == TlsFault.StallInHandshake ? ReveErrorKind.TimedOut : ReveErrorKind.ConnectionFailed;
            Assert.Equal((kind, Billing.NotCharged), (error.Kind, error.Billing));
            Assert.InRange(clock.Waits.Count, new CallPolicy().MaximumRetryCount, int.MaxValue);
            Assert.Contains("nothing was charged", error.Message);
            if (fault <= TlsFault.UntrustedRoot) Assert.Contains("-SkipCertificateCheck", error.Advice);
            Assert.Equal(0, host.Received);
            Assert.NotEqual(0, host.Connections);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, 5 * new CallPolicy().Timeout);
        }
    }

    [Theory]
    [MemberData(nameof(TlsFaults))]
    public async Task An_image_at_a_host_without_valid_tls_is_reported_with_its_url(TlsFault fault)
    {
        Emulator.HostsImagesElsewhere = true;
        foreach (var call in CallsOf(fault, PaidCallCase.Each))
        {
            using var host = new TlsHost(fault);
            Emulator.OtherHost = host.Address;
            var charges = Bill.Count;

            var result = await EndAsync(fault, call, host, new VirtualClock(), Emulator.BaseUri);

            Assert.Equal((ReveErrorKind.DownloadFailed, Billing.Charged), (result.Error!.Kind, result.Error.Billing));
            Assert.StartsWith(host.Address.AbsoluteUri, result.Image!.Url);
            Assert.Equal(charges + 1, Bill.Count);
            Assert.Equal(0, host.Received);
            Assert.Empty(Files);
        }
    }

    [Theory]
    [MemberData(nameof(TlsFaults))]
    public async Task An_input_image_is_not_uploaded_to_a_host_without_valid_tls(TlsFault fault)
    {
        var edits = LongTests.AreRun
            ? PaidCallCase.Every.Where(call => call is { Operation: ReveOperation.Edit, Info.HasTasks: true })
            : [new PaidCallCase(TestProviders.AnyWithTasks.Name, ReveOperation.Edit)];
        var uploads = 0;
        foreach (var call in edits)
        {
            using var host = new TlsHost(fault);
            Emulator.OtherHost = host.Address;

            var result = await EndAsync(fault, call, host, new VirtualClock(), Emulator.BaseUri, s_longImage);

            // Not all providers have a host of their own for uploads.
            if (host.Connections == 0) continue;
            uploads++;
            Assert.Equal(Billing.NotCharged, result.Error!.Billing);
            Assert.Empty(Sent(call));
            Assert.Equal(0, host.Received);
        }

        Assert.NotEqual(0, uploads);
    }

    /// <summary>One of the calls, or all of them in the long form.</summary>
    private static IEnumerable<PaidCallCase> CallsOf(TlsFault fault, IReadOnlyList<PaidCallCase> calls) =>
        LongTests.AreRun ? calls : [calls[(int)fault % calls.Count]];

    private async Task<ReveResult> EndAsync(
        TlsFault fault, PaidCallCase call, TlsHost host, VirtualClock clock, Uri address, byte[]? image = null)
    {
        var connection = Connection(call.Provider) with
        {
            BaseUri = address, Network = new NetworkSettings { NoProxy = true },
        };
        var run = RunAsync(new ReveClient(connection, WithAllNotices(), clock), call, image);
        while (!run.IsCompleted)
        {
            if (fault == TlsFault.StallInHandshake && host.Connections > 0) clock.Advance();
            await Task.WhenAny(run, Task.Delay(1, Cancellation));
        }

        return await run;
    }

    private async Task<ReveResult> RunAsync(ReveClient client, PaidCallCase call, byte[]? image)
    {
        try
        {
            return Assert.Single(await client.GenerateAsync(
                RequestOf(call, image: image), job => job with { Output = InFolder }, Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }
}
