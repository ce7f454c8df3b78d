using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Threading;

namespace Reve.Tests.Mutation;

/// <summary>
/// One run of an action, with damage in some of its responses. The seed determines the run.
/// </summary>
internal sealed class DamagedRun
{
    private const int MostRequests = 200;

    private static readonly int[] s_statuses =
    [
        200, 201, 202, 204, 206, 301, 304, 400, 401, 402, 403, 404, 408, 409, 410, 422, 429, 500, 502, 503, 504, 520,
        524,
    ];

    private static readonly byte[] s_rejection = """
        {"message":"no","detail":"no","requestId":"r-1","statusCode":400,"success":false,"status":400,
        "error":{"code":400,"message":"no","type":"x","suggestions":["a","b"]},
        "errors":[{"type":"secret","key":"K","message":"m","action":{"url":"u"}}]}
        """u8.ToArray();

    private static readonly Dictionary<string, string>[] s_headers =
    [
        new() { ["Content-Encoding"] = "gzip" }, new() { ["Content-Encoding"] = "br" },
        new() { ["Content-Encoding"] = "deflate, gzip" }, new() { ["Content-Encoding"] = "odd" },
        new() { ["Retry-After"] = "99999999999999999999" }, new() { ["Retry-After"] = "Thu, 26 Nov 2026 12:00:45 GMT" },
        new() { ["retry-after-ms"] = "NaN", ["x-aimlapi-credits-used"] = "1e400", ["x-inference-id"] = "r 7" },
        new() { ["Location"] = "http://127.0.0.1:1/" }, new() { ["Location"] = "http://[" },
        new() { ["x-fal-request-id"] = "../x", ["x-fal-billable-units"] = "-1", ["Content-Type"] = "text/html" },
    ];

    private readonly ReveEmulator _emulator;
    private readonly DamagedAction _action;
    private readonly IReadOnlyList<byte[]> _responses;
    private readonly HashSet<int> _chosen = [];
    private readonly List<HttpRequestMessage> _strays = [];
    private readonly List<(RecordedRequest Request, Misbehaviour Damage, byte[] Body)> _damages = [];
    private int _requests;

    /// <param name="emulator">The emulator.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="action">What the client does.</param>
    /// <param name="responses">The bodies of the responses without damage; none for a run without damage.</param>
    /// <param name="mutator">Chooses the damage.</param>
    /// <param name="overSockets">Whether the responses come over sockets.</param>
    public DamagedRun(
        ReveEmulator emulator, string provider, DamagedAction action, IReadOnlyList<byte[]> responses, Mutator mutator,
        bool overSockets)
    {
        (_emulator, _action, _responses, Mutator) = (emulator, action, responses, mutator);
        if (responses.Count > 0)
        {
            do _chosen.Add(mutator.Next(responses.Count));
            while (mutator.Once(4));
        }

        var isRefused = action.Task is null && responses.Count > 0 && mutator.Once(20);
        Policy = new CallPolicy { MaximumRetryCount = mutator.Once(3) ? 2 : 0 };
        Connection = new ReveConnection
        {
            Provider = ProviderRegistry.Get(provider),
            BaseUri = emulator.BaseUri,
            Key = ApiKey.From(isRefused ? "wrong-key-0123456789" : emulator.ApiKey),
            Network = new NetworkSettings
            {
                NoProxy = true, Handler = overSockets ? null : new InProcessHandler(emulator) { Stray = _strays.Add },
            },
        };
        Client = new ReveClient(Connection, Policy, Clock, new AsyncCache<string, object>());
    }

    public Mutator Mutator { get; }

    public ReveConnection Connection { get; }

    public ProviderInfo Provider => Connection.Provider;

    public CallPolicy Policy { get; }

    public Clock Clock { get; } = new TestClock();

    public ReveClient Client { get; }

    /// <summary>The task that was submitted before; null when the action needs none.</summary>
    public ReveTask? Task { get; private set; }

    /// <summary>The exception that ended the action; null when it succeeded.</summary>
    public Exception? Failure { get; private set; }

    public IReadOnlyList<ReveResult> Results { get; private set; } = [];

    /// <summary>The requests of the action.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; private set; } = [];

    /// <summary>The paid requests of the action.</summary>
    public IReadOnlyList<RecordedRequest> Paid => [.. Requests.Where(request => request.PaidAt is not null)];

    public IReadOnlyList<RecordedRequest> Damaged => [.. _damages.Select(damage => damage.Request)];

    /// <summary>Requests to hosts that only a response names.</summary>
    public IReadOnlyList<HttpRequestMessage> Strays => _strays;

    /// <summary>The allocated bytes; null when they were allocated by several threads.</summary>
    public long? Allocated { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_action.Task is not null) Task = await SubmitAsync(cancellation);
        if (_action.Task == TaskState.Completed) _emulator.Tasks.Finish();
        var earlier = _emulator.Requests.Count;
        _emulator.Choose = Choose;
        var (thread, allocated) = (Environment.CurrentManagedThreadId, GC.GetAllocatedBytesForCurrentThread());
        try
        {
            Results = await _action.RunAsync(this, cancellation)
                .WaitAsync(TimeSpan.FromMinutes(1), cancellation);
        }
        catch (Exception exception)
        {
            Failure = exception;
        }

        if (thread == Environment.CurrentManagedThreadId)
        {
            Allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Requests = [.. _emulator.Requests.Skip(earlier)];
    }

    public override string ToString() => string.Join(
        "\n", _damages.Select(damage =>
            $"{damage.Request.Method} {damage.Request.Path}: {damage.Damage.Status} "
            + $"{string.Join(", ", damage.Damage.Headers)} {Convert.ToBase64String(damage.Body)}")
            .Prepend($"{Provider} {_action}")
            .Concat(Requests.Select(request => $"{request.Method} {request.Path}: {request.Status}")));

    private Task<ReveTask> SubmitAsync(CancellationToken cancellation)
    {
        var request = DamagedAction.RequestOf(this, Provider.Operations[0].Operation) with { Prompt = "a paper fox" };
        return Client.SubmitAsync(Client.CreateJob(request), null, cancellation);
    }

    private Misbehaviour? Choose(RecordedRequest request)
    {
        if (_requests > MostRequests) throw new InvalidOperationException("The action does not end.");
        if (!_chosen.Contains(_requests++)) return null;
        var status = Mutator.Once(4) ? Mutator.Pick(s_statuses) : (int?)null;
        var damage = new Misbehaviour
        {
            Status = status,
            IsProcessed = status < 300,
            RawBody = status >= 300 ? Mutator.Mutate(s_rejection, _responses) : null,
            Headers = Mutator.Once(12) ? Mutator.Pick(s_headers) : [],
            IsCompressed = Mutator.Once(20),
        };
        _damages.Add((request, damage, damage.RawBody ?? []));
        return damage.RawBody is not null ? damage : damage with { Change = Change };
    }

    private byte[] Change(byte[] body)
    {
        var changed = Mutator.Mutate(body, _responses);
        _damages[^1] = _damages[^1] with { Body = changed };
        return changed;
    }
}
