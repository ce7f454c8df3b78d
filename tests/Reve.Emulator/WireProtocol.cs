namespace Reve.Emulator;

/// <summary>What an emulator is spoken to in.</summary>
public enum WireProtocol
{
    /// <summary>HTTP/1.1 without encryption.</summary>
    Http1,

    /// <summary>HTTP/1.1 over TLS.</summary>
    Http1OverTls,

    /// <summary>HTTP/2 over TLS.</summary>
    Http2,
}
