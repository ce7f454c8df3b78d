using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Returns the connection of the session, with the values that the environment adds to it.</summary>
[Cmdlet(VerbsCommon.Get, "ReveConnection", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveConnection))]
public sealed class GetReveConnectionCommand : ReveCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Session.Connection is not { } connection) return;
        WriteObject(Demand(() =>
            new ConnectionResolver(ProviderRegistry.All) { Session = connection }.Resolve(null)));
    }
}
