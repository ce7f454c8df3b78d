using System;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Reve.Platform;

namespace Reve.Tests.Faults;

/// <summary>An authority that issues certificates for this machine. Only its own handlers trust it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const int Start = -30;
    private const int End = 30;

    private static readonly byte[] s_serialNumber = [1, 2, 3, 4];

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        _root = request.CreateSelfSigned(_now.AddDays(Start), _now.AddDays(End));
    }

    /// <summary>The handler of the product, with this authority as the only one that it trusts.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = (SocketsHttpHandler)HttpStack.CreateHandler(new HandlerSettings());
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _root },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return handler;
    }

    /// <summary>Issues a certificate for 127.0.0.1 with a fault; null for none.</summary>
    public X509Certificate2 Issue(TlsFault? fault)
    {
        var (from, until) = fault switch
        {
            TlsFault.Expired => (-20, -10),
            TlsFault.NotYetValid => (10, 20),
            _ => (-10, 10),
        };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (fault == TlsFault.WrongHost) names.AddDnsName("other.example");
        else names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = fault == TlsFault.SelfSigned
            ? request.CreateSelfSigned(_now.AddDays(from), _now.AddDays(until))
            : Sign(request, key, from, until);
        // On Windows a server cannot use a key that was never stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose() => _root.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, int from, int until)
    {
        using var signed = request.Create(_root, _now.AddDays(from), _now.AddDays(until), s_serialNumber);
        return signed.CopyWithPrivateKey(key);
    }
}
