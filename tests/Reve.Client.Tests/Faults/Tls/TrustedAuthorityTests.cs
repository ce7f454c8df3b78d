using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>
/// Certificates of an authority that the client trusts. Only the name or the dates are wrong, so that they are what is
/// rejected; a certificate without a fault is accepted.
/// </summary>
public sealed class TrustedAuthorityTests : OutcomeTestBase
{
    private static readonly byte[] s_image = PlainPng.Make((8, 8));
    private static readonly TestAuthority s_authority = new();

    // The settings of a client are those of its handler, so that all tests share one.
    private static readonly NetworkSettings s_network = new()
    {
        NoProxy = true, Handler = s_authority.CreateHandler(),
    };

    /// <summary>The faults, and what the cause of the error says about each.</summary>
    public static TheoryData<TlsFault, string> Rejected => new()
    {
        { TlsFault.WrongHost, "RemoteCertificateNameMismatch" },
        { TlsFault.Expired, "NotTimeValid" },
        { TlsFault.NotYetValid, "NotTimeValid" },
        { TlsFault.SelfSigned, "UntrustedRoot" },
    };

    [Fact]
    public async Task A_host_with_a_valid_certificate_receives_the_call()
    {
        using var certificate = s_authority.Issue(fault: null);
        using var host = new TlsHost(certificate) { Response = Response("401 Unauthorized", "{}"u8) };

        var result = await EndAsync(host.Address);

        Assert.Equal(ReveErrorKind.AuthenticationFailed, result.Error!.Kind);
        Assert.NotEqual(0, host.Received);
    }

    [Fact]
    public async Task An_image_is_downloaded_from_a_host_with_a_valid_certificate()
    {
        using var certificate = s_authority.Issue(fault: null);
        using var host = new TlsHost(certificate) { Response = Response("200 OK", s_image) };

        var result = await DownloadAsync(host);

        Assert.Equal(s_image, result.Image!.Bytes);
        Assert.Null(result.Error);
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task A_call_is_not_sent_because_of_the_name_or_the_dates_alone(TlsFault fault, string reason)
    {
        using var certificate = s_authority.Issue(fault);
        using var host = new TlsHost(certificate);

        var error = (await EndAsync(host.Address)).Error!;

        Assert.Equal((ReveErrorKind.ConnectionFailed, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Equal([reason], ReasonsIn(error));
        Assert.Equal(0, host.Received);
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task An_image_is_not_downloaded_because_of_the_name_or_the_dates_alone(TlsFault fault, string reason)
    {
        using var certificate = s_authority.Issue(fault);
        using var host = new TlsHost(certificate) { Response = Response("200 OK", s_image) };

        var result = await DownloadAsync(host);

        Assert.Equal((ReveErrorKind.DownloadFailed, Billing.Charged), (result.Error!.Kind, result.Error.Billing));
        Assert.Equal([reason], ReasonsIn(result.Error));
        Assert.StartsWith(host.Address.AbsoluteUri, result.Image!.Url);
        Assert.Equal(0, host.Received);
    }

    private Task<ReveResult> DownloadAsync(TlsHost host)
    {
        Emulator.HostsImagesElsewhere = true;
        Emulator.OtherHost = host.Address;
        return EndAsync(Emulator.BaseUri);
    }

    private async Task<ReveResult> EndAsync(Uri address)
    {
        var connection = Connection(PaidCallCase.Create.Provider) with { BaseUri = address, Network = s_network };
        try
        {
            return Assert.Single(await new ReveClient(connection, WithAllNotices(), Clock)
                .GenerateAsync(Create(), Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }

    private static byte[] Response(string status, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"),
        .. body,
    ];

    /// <summary>Everything that the error of the handshake says is wrong with the certificate.</summary>
    private static List<string> ReasonsIn(Exception error)
    {
        var text = error.ToString();
        return
        [
            .. Enum.GetNames<SslPolicyErrors>().Where(name => name != "RemoteCertificateChainErrors")
                .Concat(Enum.GetNames<X509ChainStatusFlags>()).Distinct()
                .Where(name => text.Contains(name, StringComparison.Ordinal)),
        ];
    }
}
