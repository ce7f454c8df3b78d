using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Removes the connection of the session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Reve", HelpUri = Project.HelpUri)]
[OutputType(typeof(void))]
public sealed class DisconnectReveCommand : ReveCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Session.Connection = null;
}
