namespace Reve.Tests.Faults;

/// <summary>What is wrong with the TLS of a host.</summary>
public enum TlsFault
{
    /// <summary>The certificate is that of another host.</summary>
    WrongHost,

    /// <summary>The certificate has expired.</summary>
    Expired,

    /// <summary>The certificate is not valid yet.</summary>
    NotYetValid,

    /// <summary>The host signed its certificate itself.</summary>
    SelfSigned,

    /// <summary>The certificate is signed by an authority that is not trusted.</summary>
    UntrustedRoot,

    /// <summary>The host closes the connection in the handshake.</summary>
    CloseInHandshake,

    /// <summary>The host resets the connection in the handshake.</summary>
    ResetInHandshake,

    /// <summary>The host does not continue the handshake.</summary>
    StallInHandshake,

    /// <summary>The host responds in plain HTTP.</summary>
    PlainHttp,
}
