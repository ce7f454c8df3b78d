using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>Faults of HTTP/1.1.</summary>
public sealed class Http1FaultTests(ITestOutputHelper log) : FaultTests(WireProtocol.Http1, log);
