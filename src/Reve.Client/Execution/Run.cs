using Reve.Http;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>What the calls of one client share.</summary>
internal sealed class Run(CallPolicy policy, Clock clock, SessionMemory memory)
{
    /// <summary>What was uploaded already.</summary>
    public UploadCache Uploads { get; } = new();

    /// <summary>What is known from earlier in this session.</summary>
    public SessionMemory Memory { get; } = memory;

    public RateLimiter RateLimiter { get; } = new(clock);

    public FailureGate FailureGate { get; } = new(policy);
}
