using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>Nothing that began with https continues with http, wherever a host redirects it.</summary>
public sealed class TlsRedirectTests : OutcomeTestBase
{
    public static TheoryData<PaidCallCase> Calls => [.. FaultSample.Calls];

    private readonly TcpListener _plain = new(IPAddress.Loopback, 0);
    private bool _isReached;

    private protected override WireProtocol Protocol => WireProtocol.Http1OverTls;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_download_is_not_redirected_to_http(PaidCallCase call)
    {
        Redirect(new Misbehaviour { Path = "/generations" });

        var result = await EndAsync(call);

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.Contains("not followed", result.Error.Message);
        Assert.NotNull(result.Image!.Url);
        Assert.Single(Bill);
        Assert.False(_isReached);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_paid_call_is_not_redirected_to_http(PaidCallCase call)
    {
        Redirect(To(call));

        var result = await EndAsync(call);

        Assert.Equal((ReveErrorKind.OutcomeUnknown, Billing.Unknown), (result.Error!.Kind, result.Error.Billing));
        Assert.Single(Sent(call));
        Assert.False(_isReached);
    }

    [Fact]
    public async Task An_upload_is_not_redirected_to_http()
    {
        Redirect(new Misbehaviour { Method = "PUT" });
        var call = new PaidCallCase(TestProviders.AnyWithTasks.Name, ReveOperation.Edit);

        var result = await EndAsync(call);

        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.NotCharged), (result.Error!.Kind, result.Error.Billing));
        Assert.Empty(Sent(call));
        Assert.False(_isReached);
    }

    /// <summary>Redirects requests to a port without TLS, where nothing must arrive.</summary>
    private void Redirect(Misbehaviour requests)
    {
        _plain.Start();
        Emulator.Misbehave(requests with
        {
            Times = 99,
            Status = 307,
            Headers = new Dictionary<string, string> { ["Location"] = $"http://{_plain.LocalEndpoint}/" },
        });
    }

    private async Task<ReveResult> EndAsync(PaidCallCase call)
    {
        var connection = Connection(call.Provider) with
        {
            Network = new NetworkSettings { NoProxy = true, SkipCertificateCheck = true },
        };
        try
        {
            return Assert.Single(await new ReveClient(connection, WithAllNotices(), Clock)
                .GenerateAsync(RequestOf(call), Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
        finally
        {
            _isReached = _plain.Pending();
            _plain.Stop();
        }
    }
}
