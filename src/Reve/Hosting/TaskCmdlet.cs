using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that take tasks.</summary>
public abstract class TaskCmdlet : ProviderCmdlet
{
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

    /// <summary>Creates the client. Without -Connection, the default provider is the one that has tasks.</summary>
    private protected ReveClient OpenForTasks() =>
        Open(Connect(Provider ?? (Connection is null ? ProviderRegistry.WithTasks.Name : null)));
}
