using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Forgets what this session is connected to, its key first of all.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Reve")]
[OutputType(typeof(void))]
public sealed class DisconnectReveCommand : ReveCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Session.Connection = null;
}
