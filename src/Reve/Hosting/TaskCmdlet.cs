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
    private readonly ConcurrentDictionary<Uri, ReveClient> _clients = new();
    private ReveConnection? _connection;
    private CallPolicy? _policy;
    private bool _isAddressSpecified;
    private ReveClient? _client;

    private protected TaskCmdlet()
    {
    }

    /// <summary>The ids of tasks.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Tasks from New-ReveImage -NoWait, Get-ReveTask or ConvertFrom-ReveWebhook.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Task", ValueFromPipeline = true)]
    [ValidateNotNull]
    public ReveTask[] Task { get; set; } = [];

    /// <summary>The tasks of the current record.</summary>
    private protected IEnumerable<ReveTask> CurrentTasks => Id
        .Select(id => new ReveTask { Id = id.Trim(), Provider = ProviderRegistry.WithTasks.Name }).Concat(Task);

    /// <summary>The connection of the default client.</summary>
    private protected ReveConnection CurrentConnection => _connection!;

    /// <summary>
    /// Returns the client for a task, with the address that the task was submitted to unless one is specified. It is
    /// called on worker threads.
    /// </summary>
    /// <exception cref="ReveException">The address of the task is not valid.</exception>
    private protected ReveClient ClientFor(ReveTask task) =>
        _isAddressSpecified || task.BaseUri is not { } address || address == _connection!.Address
            ? _client!
            : _clients.GetOrAdd(address, _ => new ReveClient(_connection with { BaseUri = address }, _policy));

    /// <summary>Creates the default client. Without -Connection, its provider is the one that has tasks.</summary>
    private protected void OpenForTasks()
    {
        _connection = Connect(Provider ?? (Connection is null ? ProviderRegistry.WithTasks.Name : null));
        _policy = PolicyFor(_connection);
        _isAddressSpecified = BaseUri is not null || Connection is not null;
        _client = Open(_connection);
    }
}
