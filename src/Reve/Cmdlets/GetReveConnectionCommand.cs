using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Shows what this session is connected to.</summary>
[Cmdlet(VerbsCommon.Get, "ReveConnection")]
[OutputType(typeof(ReveConnection))]
public sealed class GetReveConnectionCommand : ReveCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Session.Connection is not { } connection) return;
        WriteObject(Demand(() => new ConnectionResolver { Session = connection }.Resolve(null)));
    }
}
