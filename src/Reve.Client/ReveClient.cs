using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Connections;
using Reve.Execution;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve;

/// <summary>
/// A client of one provider, or of several in order. It is thread-safe and serves any number of jobs at the same time.
/// </summary>
public sealed class ReveClient
{
    private static readonly AsyncCache<string, object> s_lookups = new();

    private const int MaximumIdLength = 200;

    private readonly CallPolicy _policy;
    private readonly IReadOnlyList<ReveConnection> _connections;
    private readonly ProviderRunners _runners;
    private readonly FallbackRunner _fallback;

    /// <summary>Creates a client of one provider.</summary>
    /// <exception cref="ReveException">The connection is not valid.</exception>
    public ReveClient(ReveConnection connection, CallPolicy? policy = null)
        : this([connection], policy)
    {
    }

    /// <summary>
    /// Creates a client of several providers. Each is used only when the one before it did not accept a request and did
    /// not charge for it.
    /// </summary>
    /// <param name="connections">The connections, in the order in which they are used.</param>
    /// <param name="policy">The policy of all calls.</param>
    /// <exception cref="ReveException">A connection is not valid, or the cost limit cannot be compared.</exception>
    public ReveClient(IReadOnlyList<ReveConnection> connections, CallPolicy? policy = null)
        : this(connections, policy ?? new CallPolicy(), Clock.System, s_lookups)
    {
    }

    internal ReveClient(
        ReveConnection connection, CallPolicy policy, Clock clock, AsyncCache<string, object>? lookups = null,
        Provider? provider = null)
        : this([connection], policy, clock, lookups, provider)
    {
    }

    internal ReveClient(
        IReadOnlyList<ReveConnection> connections, CallPolicy policy, Clock clock,
        AsyncCache<string, object>? lookups = null, Provider? provider = null)
    {
        Check(connections, policy);
        _policy = policy;
        _connections = connections;
        lookups ??= new AsyncCache<string, object>();
        var budget = policy.CostLimit is { } limit ? new Budget(limit) : null;
        var runners = connections
            .Select(connection => new ProviderRunners(connection, policy, clock, lookups, budget, provider)).ToList();
        _runners = runners[0];
        _fallback = new FallbackRunner(runners, policy);
    }

    /// <summary>The provider that receives the requests, or the first one that does.</summary>
    public ProviderInfo Provider => _runners.Connection.Provider;

    /// <summary>
    /// Reads the id of a task from the body of a webhook. Anyone can send such a body, so that nothing else in it is used.
    /// </summary>
    /// <exception cref="ReveException">The body contains no task with a valid id.</exception>
    /// <param name="body">The body.</param>
    /// <param name="provider">The provider that sent it; null when its form decides.</param>
    public static ReveTask ReadWebhook(string body, ProviderInfo? provider = null)
    {
        foreach (var sender in provider is null ? ProviderRegistry.WithTasks : [provider])
        {
            if (ProviderRegistry.FindWithTasks(sender).ReadWebhook(body) is { } task && IsValidId(task.Id))
            {
                return new ReveTask { Id = task.Id, Provider = sender.Name };
            }
        }

        throw TaskErrors.WebhookUnreadable(body);
    }

    /// <summary>
    /// Gets what a provider lists about its models, without a key and at no cost. A list that is not available is a
    /// note in the result.
    /// </summary>
    public static Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ReveConnection connection, CallPolicy? policy = null, CancellationToken cancellation = default) =>
        new ModelListingReader(policy ?? new CallPolicy(), Clock.System).ReadAsync(connection, cancellation);

    /// <summary>Validates a request without sending anything.</summary>
    /// <exception cref="ReveException">The request is not valid for the provider.</exception>
    public ImageJob CreateJob(ImageRequest request, Action<ReveNotice>? notify = null) =>
        ImageJob.Create(request, _connections, _policy, notify);

    /// <summary>Validates a request, sends it, and downloads the images into memory.</summary>
    /// <exception cref="ReveException">No image was generated.</exception>
    public Task<IReadOnlyList<ReveResult>> GenerateAsync(
        ImageRequest request, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        GenerateAsync(CreateJob(request, notify), notify, cancellation);

    /// <summary>Sends a request, and downloads and saves the images.</summary>
    /// <exception cref="ReveException">No image was generated.</exception>
    public Task<IReadOnlyList<ReveResult>> GenerateAsync(
        ImageJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _fallback.RunAsync(
            job, (runner, candidate) => runner.RunAsync(candidate, notify, cancellation), notify, cancellation);

    /// <summary>
    /// Sends no further paid requests, and does not retry any. Those under way end as usual. Jobs that were not sent
    /// end with <see cref="ReveErrorKind.NotSent"/>.
    /// </summary>
    public void StopSending() => _fallback.StopSending();

    /// <summary>Submits a request as a task and returns without waiting for it.</summary>
    /// <exception cref="ReveException">The provider has no tasks, or did not accept the request.</exception>
    public Task<ReveTask> SubmitAsync(
        ImageJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _fallback.RunAsync(
            job, (runner, candidate) => runner.SubmitAsync(candidate, notify, cancellation), notify, cancellation);

    /// <summary>Gets the state of a task.</summary>
    /// <exception cref="ReveException">There is no such task, or the request failed.</exception>
    public Task<ReveTask> GetTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _runners.Tasks.GetAsync(task, notify, cancellation);

    /// <summary>Waits until a task ends. Cancelling the wait does not cancel the task.</summary>
    /// <exception cref="ReveException">There is no such task, or it did not end within the timeout.</exception>
    public Task<ReveTask> WaitForTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _runners.Tasks.WaitAsync(task, notify, cancellation);

    /// <summary>Cancels a task and returns its state.</summary>
    /// <exception cref="ReveException">There is no such task, or the request failed.</exception>
    public Task<ReveTask> CancelTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _runners.Tasks.CancelAsync(task, notify, cancellation);

    /// <summary>Cancels a task whose id the caller will lose. It waits briefly and never throws.</summary>
    public Task AbandonTaskAsync(ReveTask task) => _runners.Tasks.AbandonAsync(task);

    /// <summary>Downloads and saves the images of a completed task.</summary>
    /// <exception cref="ReveException">There is no such task, it has not ended, or it has no image.</exception>
    public Task<IReadOnlyList<ReveResult>> ReceiveTaskAsync(
        ReceiveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _runners.Tasks.ReceiveAsync(job, notify, cancellation);

    /// <summary>Tests the connection with requests that cost nothing.</summary>
    /// <exception cref="ReveException">The connection does not work.</exception>
    public Task<ReveConnectionTest> TestAsync(
        Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        _runners.Provider.TestAsync(_runners.Sessions.Create(notify), cancellation);

    /// <summary>Gets the balance of the account. The request is free.</summary>
    /// <exception cref="ReveException">The provider does not report a balance, or the request failed.</exception>
    public async Task<ReveBalance> GetBalanceAsync(
        Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var balance = await _runners.Provider.GetBalanceAsync(_runners.Sessions.Create(notify), cancellation)
            .ConfigureAwait(false);
        return SecretRedactor.Redact(balance.At(Provider), _runners.Connection.Key);
    }

    private static void Check(IReadOnlyList<ReveConnection> connections, CallPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(connections);
        if (connections.Count == 0) throw new ArgumentException("No connection is specified.", nameof(connections));
        foreach (var connection in connections) ConnectionValidator.Check(connection, ProviderRegistry.All);
        if (connections.GroupBy(connection => connection.Provider.Name).FirstOrDefault(group => group.Count() > 1)
            is { } repeated)
        {
            throw FallbackErrors.ProviderRepeated(repeated.Key);
        }

        policy.CostLimit?.Require([.. connections.Select(connection => connection.Provider)]);
    }

    /// <summary>Whether a text is an id and nothing that a path, a shell or a terminal interprets.</summary>
    private static bool IsValidId(string id) => id.Length <= MaximumIdLength && id.Any(IsLetterOrDigit)
        && id.All(character => IsLetterOrDigit(character) || character is '-' or '_' or '.' or ':');

    private static bool IsLetterOrDigit(char character) =>
        character is (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
