using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Pipeline;

namespace Reve.Commands;

/// <summary>Tells where tasks stand.</summary>
[Cmdlet(VerbsCommon.Get, "ReveTask", DefaultParameterSetName = "Id")]
[OutputType(typeof(ReveTask))]
public sealed class GetReveTaskCommand : TaskCmdlet
{
    private protected override string Activity => "Asking after tasks";

    private protected override Func<ReveJob, Action<ReveNotice>, CancellationToken, Task<IReadOnlyList<ReveResult>>> Work(
        ReveClient client) => client.ReadAsync;
}
