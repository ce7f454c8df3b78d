using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>Faults of HTTP/2.</summary>
public sealed class Http2FaultTests(ITestOutputHelper log) : FaultTests(WireProtocol.Http2, log);
