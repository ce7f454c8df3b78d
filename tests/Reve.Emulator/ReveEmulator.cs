using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Reve.Emulator;

/// <summary>
/// The providers' wire on this machine: strict about what comes, exact about what goes, and keeping a bill.
/// </summary>
public sealed class ReveEmulator : IAsyncDisposable
{
    // Of HTTP/2: bodies that are longer wait until the emulator reads them.
    private const int SmallestWindow = 65_535;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<Charge> _bill = new();
    private readonly List<(Misbehaviour What, int Skip, int Left)> _misbehaviours = [];
    private readonly IReadOnlyList<IWire> _wires;
    private TaskCompletionSource? _held;
    private int _sequence;
    private int _lastBeforeReset;

    private ReveEmulator(WebApplication app)
    {
        _app = app;
        Images = new ImageStore();
        Tasks = new TaskBoard(this);
        _wires =
        [
            new AimlApiWire(this), new OneRouterWire(this), new InferenceShWire(this), new FalWire(this),
            new AtlasCloudWire(this), new RunwareWire(this),
        ];
    }

    /// <summary>Where the providers' paths live.</summary>
    public Uri BaseUri { get; private set; } = null!;

    /// <summary>The same server under another address: another host, as far as a client can tell.</summary>
    public Uri OtherHost { get; set; } = null!;

    /// <summary>The same server by https, under a certificate that nobody vouches for; it speaks HTTP/2.</summary>
    public Uri HttpsUri { get; private set; } = null!;

    /// <summary>A proxy that leads to this server and to any other.</summary>
    public ForwardProxy Proxy { get; } = ForwardProxy.Start();

    /// <summary>The one key that is accepted.</summary>
    public string ApiKey { get; } = "test-key-0123456789";

    /// <summary>How long a paid call takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Whether paid calls wait for <see cref="Release"/> before their response is sent.</summary>
    public bool IsHeld
    {
        get => Volatile.Read(ref _held) is not null;
        set
        {
            if (value) Interlocked.CompareExchange(ref _held, new(TaskCreationOptions.RunContinuationsAsynchronously), null);
            else Interlocked.Exchange(ref _held, null)?.SetResult();
        }
    }

    /// <summary>Models beyond Reve that are served as well; their bodies may have any fields.</summary>
    public ISet<string> OtherModels { get; } = new HashSet<string>();

    /// <summary>Whether hosted images live at the other host.</summary>
    public bool HostsImagesElsewhere { get; set; }

    /// <summary>Whether responses have the images themselves, at providers that may send them.</summary>
    public bool ReturnsImagesInline { get; set; }

    /// <summary>The images that were made, and those that came in.</summary>
    public ImageStore Images { get; }

    /// <summary>The tasks of all providers.</summary>
    public TaskBoard Tasks { get; }

    /// <summary>The generation of inference.sh's API.</summary>
    public InferenceSettings Inference { get; set; } = new();

    /// <summary>What the emulated fal does.</summary>
    public FalSettings Fal { get; set; } = new();

    /// <summary>The deviations of Atlas Cloud's API.</summary>
    public AtlasCloudSettings AtlasCloud { get; set; } = new();

    /// <summary>What the emulated Runware does.</summary>
    public RunwareSettings Runware { get; set; } = new();

    /// <summary>
    /// Chooses what happens to a request when nothing else was asked for; null: nothing goes wrong.
    /// </summary>
    public Func<RecordedRequest, Misbehaviour?>? Choose { get; set; }

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>The names of the providers that are emulated.</summary>
    public IReadOnlyList<string> Providers => [.. _wires.Select(wire => wire.Provider)];

    public IReadOnlyList<Charge> Bill => [.. _bill];

    internal CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>The paid requests that a provider received.</summary>
    public IReadOnlyList<RecordedRequest> Paid(string provider) =>
        [.. _requests.Where(request => request.PaidAt == provider)];

    /// <summary>The requests about tasks that a provider received.</summary>
    public IReadOnlyList<RecordedRequest> AboutTasks(string provider) =>
        [.. _requests.Where(request => request.TaskAt == provider)];

    /// <summary>Starts an emulator.</summary>
    /// <param name="protocol">What <see cref="BaseUri"/> and <see cref="OtherHost"/> are spoken to in.</param>
    public static async Task<ReveEmulator> StartAsync(WireProtocol protocol = WireProtocol.Http1)
    {
        // Each test starts an emulator, so it has no configuration files and no logging.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = SmallestWindow;
            kestrel.Listen(IPAddress.Loopback, 0, listen => Speak(protocol, listen));
            kestrel.Listen(IPAddress.Loopback, 0, listen => Speak(protocol, listen));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSigned.Certificate));
        });
        var emulator = new ReveEmulator(builder.Build());
        emulator._app.Run(emulator.ServeAsync);
        await emulator._app.StartAsync();
        var addresses = emulator._app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        emulator.BaseUri = addresses[0];
        emulator.OtherHost = addresses[1];
        emulator.HttpsUri = addresses[2];
        return emulator;
    }

    /// <summary>Has the next requests that match answered in another way. What was asked first is done first.</summary>
    public void Misbehave(Misbehaviour what)
    {
        lock (_misbehaviours) _misbehaviours.Add((what, what.Skip, what.Times));
    }

    /// <summary>Drops the misbehaviours that are left.</summary>
    public void Forgive()
    {
        lock (_misbehaviours) _misbehaviours.Clear();
    }

    /// <summary>Chooses the settings of all providers, and the script of tasks.</summary>
    /// <param name="choose">Returns a number from 0 up to a limit.</param>
    public void Vary(Func<int, int> choose)
    {
        Tasks.Script = Pick(TaskScript.Variety);
        Inference = Pick(InferenceSettings.Variety);
        Fal = Pick(FalSettings.Variety);
        AtlasCloud = Pick(AtlasCloudSettings.Variety);
        Runware = Pick(RunwareSettings.Variety);
        T Pick<T>(IReadOnlyList<T> items) => items[choose(items.Count)];
    }

    /// <summary>Lets the calls and tasks go on that are held.</summary>
    public void Release()
    {
        IsHeld = false;
        Tasks.Release();
    }

    /// <summary>Forgets everything that was recorded, charged and asked for.</summary>
    public void Reset()
    {
        Forgive();
        _lastBeforeReset = Volatile.Read(ref _sequence);
        _requests.Clear();
        _bill.Clear();
        Images.Clear();
        Tasks.Reset();
        foreach (var wire in _wires) wire.Reset();
        Inference = new InferenceSettings();
        Fal = new FalSettings();
        AtlasCloud = new AtlasCloudSettings();
        Runware = new RunwareSettings();
        Proxy.Reset();
        OtherModels.Clear();
        Latency = TimeSpan.Zero;
        IsHeld = false;
        HostsImagesElsewhere = false;
        ReturnsImagesInline = false;
        Choose = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    /// <summary>Hosts an image where the settings say.</summary>
    /// <returns>Its address.</returns>
    internal string AddressOf(byte[] image) =>
        new Uri(HostsImagesElsewhere ? OtherHost : BaseUri, Images.Host(image)).AbsoluteUri;

    /// <summary>The address of an image, or its data URI at providers that may send one.</summary>
    internal string AddressOrData(byte[] image) =>
        ReturnsImagesInline ? "data:image/png;base64," + Convert.ToBase64String(image) : AddressOf(image);

    private static void Speak(WireProtocol protocol, ListenOptions listen)
    {
        if (protocol == WireProtocol.Http1) return;
        listen.Protocols = protocol == WireProtocol.Http2 ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
        listen.UseHttps(SelfSigned.Certificate);
    }

    /// <summary>A call that was sent before the reset may still be answered after it, and belongs to no bill.</summary>
    internal void AddToBill(Charge charge)
    {
        if (charge.Sequence > Volatile.Read(ref _lastBeforeReset)) _bill.Enqueue(charge);
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (Control.IsMeant(context.Request))
        {
            await Control.ServeAsync(this, context);
            return;
        }

        var request = Record(context);
        await Delivery.ServeAsync(context, request, () => Take(request), () => AnswerAsync(request));
    }

    /// <summary>Answers a request that came without a socket.</summary>
    internal Task<Reply> AnswerAsync(RecordedRequest request, CancellationToken cancellation)
    {
        _requests.Enqueue(request);
        return Delivery.ReplyAsync(Take(request), () => AnswerAsync(request), cancellation);
    }

    internal int NextNumber() => Interlocked.Increment(ref _sequence);

    private async Task<Reply> AnswerAsync(RecordedRequest request)
    {
        var wire = _wires.FirstOrDefault(candidate => candidate.Serves(request));
        var reply = wire is null ? Reply.Json(404, new System.Text.Json.Nodes.JsonObject()) : wire.Answer(request);
        if (reply.Charge is null && !reply.IsChargedLater) return reply;

        if (Volatile.Read(ref _held) is { } held) await held.Task.WaitAsync(Stopping);
        if (Latency > TimeSpan.Zero) await Task.Delay(Latency, Stopping);
        if (reply.Charge is { } charge) AddToBill(charge);
        return reply;
    }

    private RecordedRequest Record(HttpContext context)
    {
        var request = new RecordedRequest
        {
            Sequence = NextNumber(),
            Method = context.Request.Method,
            Path = context.Request.Path + context.Request.QueryString,
            Protocol = context.Request.Protocol,
            Port = context.Connection.LocalPort,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        _requests.Enqueue(request);
        return request;
    }

    /// <summary>
    /// Takes what happens to a request. Before its body is there, it is only what happens to bodies.
    /// </summary>
    private Misbehaviour? Take(RecordedRequest request)
    {
        Recognize(request);
        lock (_misbehaviours)
        {
            var index = _misbehaviours.FindIndex(entry => entry.What.Matches(request));
            if (index < 0) return request.HasBody ? Choose?.Invoke(request) : null;
            var (what, skip, left) = _misbehaviours[index];
            if (what.IsBeforeBody == request.HasBody) return null;
            if (skip == 0 && left == 1) _misbehaviours.RemoveAt(index);
            else _misbehaviours[index] = (what, Math.Max(skip - 1, 0), skip == 0 ? left - 1 : left);
            return skip == 0 ? what : null;
        }
    }

    private void Recognize(RecordedRequest request)
    {
        var paid = _wires.FirstOrDefault(wire => wire.IsPaid(request));
        request.PaidAt = paid?.Provider;
        request.ClientId = paid?.ClientIdOf(request);
        request.TaskAt = _wires.FirstOrDefault(wire => wire.IsAboutTask(request))?.Provider;
    }
}
