using Reve.Threading;

namespace Reve.Tests.Faults;

/// <summary>What an operation is done with.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Output">Where images are saved.</param>
internal sealed record FaultRun(ReveClient Client, ReveConnection Connection, Clock Clock, OutputTarget Output);
