using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that take tasks.</summary>
public abstract class TaskCmdlet : ProviderCmdlet
{
    private readonly ConcurrentDictionary<(string Provider, Uri? Address), ReveClient> _clients = new();
    private ReveConnection? _specified;
    private string? _defaultProvider;

    private protected TaskCmdlet()
    {
    }

    /// <summary>The ids of tasks.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true, HelpMessage = "The id of a task of New-ReveImage -NoWait")]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Tasks from New-ReveImage -NoWait, Get-ReveTask or ConvertFrom-ReveWebhook.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Task", ValueFromPipeline = true,
        HelpMessage = "A task from New-ReveImage -NoWait, Get-ReveTask or ConvertFrom-ReveWebhook")]
    [ValidateNotNull]
    public ReveTask[] Task { get; set; } = [];

    /// <summary>Checks the specified connection, which is the same for all tasks.</summary>
    private protected void OpenForTasks()
    {
        if (Provider is null && Connection is null) return;
        var connections = Connect();
        if (connections.Count > 1) Throw(ConnectionParameterErrors.OnlyOne(MyInvocation.MyCommand.Name));
        _specified = connections[0];
        Open(_specified);
    }

    /// <summary>
    /// Returns the tasks of the current record. Each has a client, which is opened on the pipeline thread because its
    /// connection comes from the session.
    /// </summary>
    private protected IEnumerable<ReveTask> OpenTasks()
    {
        foreach (var id in Id)
        {
            ReveTask? task = null;
            if (Try(() => Open(task = TaskOf(id.Trim())), id)) yield return task!;
        }

        foreach (var task in Task)
        {
            if (Try(() => Open(task), task)) yield return task;
        }
    }

    /// <summary>Returns the client that was opened for a task. It is called on worker threads.</summary>
    private protected ReveClient ClientFor(ReveTask task) => _clients[(task.Provider, AddressOf(task))];

    private bool IsAddressSpecified => BaseUri is not null || Connection is not null;

    private Uri? AddressOf(ReveTask task) => IsAddressSpecified ? null : task.BaseUri;

    /// <summary>
    /// The task of the session with the id, or a task of the specified or the only possible provider. It is queried by
    /// its id, also when an address that the provider returned for it was refused.
    /// </summary>
    private ReveTask TaskOf(string id)
    {
        var specified = _specified?.Provider.Name;
        var known = Session.Tasks.FirstOrDefault(
            task => task.Id == id && (specified is null || task.Provider == specified));
        if (known is not null) return known with { Links = null };
        return new ReveTask
        {
            Id = id,
            Provider = specified ?? (_defaultProvider ??= Demand(DefaultProvider)),
        };
    }

    private string DefaultProvider() => new ConnectionResolver(ProviderRegistry.All) { Session = Session.Connection }
        .ProviderOfTasks(ApiKey is null ? null : Reve.ApiKey.From(ApiKey)).Name;

    private void Open(ReveTask task)
    {
        var key = (task.Provider, AddressOf(task));
        if (_clients.ContainsKey(key)) return;
        var connection = _specified ?? Resolve(task.Provider);
        if (!string.Equals(connection.Provider.Name, task.Provider, StringComparison.OrdinalIgnoreCase))
        {
            throw ProviderDiffers(task, connection.Provider);
        }

        if (key.Item2 is { } address) connection = connection with { BaseUri = address };
        _clients[key] = new ReveClient(connection, PolicyFor(connection));
    }

    private static ReveException ProviderDiffers(ReveTask task, ProviderInfo provider) => new(
        ReveErrorKind.OptionConflict,
        $"The task {task.Id} is at {task.Provider}, and this command uses {provider}.",
        "Omit -Provider and -Connection, or specify those of the task.")
    { Target = task, Provider = provider.Name, TaskId = task.Id };
}
