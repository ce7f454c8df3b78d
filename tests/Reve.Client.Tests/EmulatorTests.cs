using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests;

/// <summary>Base class for tests that use the emulator over a real socket, and a folder of their own.</summary>
public abstract class EmulatorTests : IAsyncLifetime
{
    private protected ReveEmulator Emulator { get; private set; } = null!;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    private readonly AsyncCache<string, object> _lookups = new();
    private Timer? _limit;

    private protected virtual string ProviderName => TestProviders.Any.Name;

    /// <summary>What the emulator is spoken to in.</summary>
    private protected virtual WireProtocol Protocol => WireProtocol.Http1;

    private protected TestClock Clock { get; } = new();

    private protected ConcurrentQueue<ReveNotice> Notices { get; } = new();

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // A call that never ends fails its test.
        var test = TestContext.Current;
        if (!LongTests.AreRun) _limit = new Timer(_ => End(test), null, s_longest, Timeout.InfiniteTimeSpan);
        Emulator = await ReveEmulator.StartAsync(Protocol);
    }

    public async ValueTask DisposeAsync()
    {
        if (_limit is not null) await _limit.DisposeAsync();
        await Emulator.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private void End(ITestContext test)
    {
        test.CancelCurrentTest();
        Clock.RunOut();
    }

    private protected ReveConnection Connection(string? provider = null) => new()
    {
        Provider = provider is null ? TestProviders.Any : ProviderRegistry.Get(provider),
        BaseUri = Emulator.BaseUri,
        Key = ApiKey.From(Emulator.ApiKey),
    };

    private protected ReveClient Client(CallPolicy? policy = null, string? provider = null) =>
        new(Connection(provider), WithAllNotices(policy), Clock, _lookups);

    /// <summary>The policy with notices of all levels, so that tests see what any of them contains.</summary>
    private protected static CallPolicy WithAllNotices(CallPolicy? policy = null) =>
        (policy ?? new CallPolicy()) with { NoticeLevel = ReveNoticeLevel.Debug };

    private protected static ImageRequest Create(string prompt = "a paper fox") =>
        new() { Operation = ReveOperation.Create, Prompt = prompt };

    private protected Task<IReadOnlyList<ReveResult>> RunAsync(
        ImageRequest request, OutputTarget? output = null, CallPolicy? policy = null) =>
        Client(policy, ProviderName).GenerateAsync(
            request,
            job => job with { Output = output }, Notices.Enqueue, Cancellation);

    private protected async Task<ReveImage> MakeAsync(ImageRequest request, OutputTarget? output = null)
    {
        var result = Assert.Single(await RunAsync(request, output));
        Assert.Null(result.Error);
        return result.Image!;
    }

    private protected async Task<ReveException> FailAsync(ImageRequest? request = null, CallPolicy? policy = null) =>
        await Assert.ThrowsAsync<ReveException>(() => RunAsync(request ?? Create(), policy: policy));

    private protected IEnumerable<RecordedRequest> Paid => Emulator.Requests.Where(request => request.Method == "POST");

    private protected IEnumerable<RecordedRequest> Downloads =>
        Emulator.Requests.Where(request => request.Path.StartsWith("/generations", StringComparison.Ordinal));

    private protected static string Json(byte[] body) => JsonSerializer.Deserialize<JsonElement>(body).GetRawText();

    /// <summary>Waits until a condition is true, and fails after three minutes.</summary>
    private protected static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < s_longest, "The condition did not become true.");
            await Task.Delay(5, Cancellation);
        }
    }
}
