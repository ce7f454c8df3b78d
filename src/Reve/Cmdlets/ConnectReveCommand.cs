using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Sets what this session uses wherever a command says nothing else.</summary>
[Cmdlet(VerbsCommunications.Connect, "Reve")]
[OutputType(typeof(ReveConnection))]
public sealed class ConnectReveCommand : AccessCmdlet
{
    /// <summary>The provider that makes the images.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string Provider { get; set; } = "";

    /// <summary>The model of calls that name none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Whether the connection is handed out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // The environment is looked at by each call anew, so nothing of it is kept.
        var said = Resolve(new ConnectionResolver(static _ => null), Provider) with { Model = Text.OrNull(Model) };
        var whole = Demand(() => new ConnectionResolver { Session = said }.Resolve(null));
        Demand(() => new ReveClient(whole));
        Session.Connection = said;
        if (PassThru) WriteObject(whole);
    }
}
