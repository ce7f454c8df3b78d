using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>Faults of HTTP/1.1 over TLS.</summary>
public sealed class Http1OverTlsFaultTests(ITestOutputHelper log) : FaultTests(WireProtocol.Http1OverTls, log);
