using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Creates the connection that the session, or a single command, uses.</summary>
[Cmdlet(VerbsCommunications.Connect, "Reve", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveConnection))]
public sealed class ConnectReveCommand : ReveCmdlet
{
    /// <summary>The provider.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "A provider; Get-ReveProvider lists all")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string Provider { get; set; } = "";

    /// <summary>The API key, as a string or a SecureString.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>Sends the key without the word Bearer.</summary>
    [Parameter]
    public SwitchParameter BareKey { get; set; }

    /// <summary>The base address that replaces the provider's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>Headers that are added to requests to the provider.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>The model of commands that specify none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Model { get; set; }

    /// <summary>Writes the prompt, provider, model, ids, charge and time of each saved image into its file.</summary>
    [Parameter]
    public SwitchParameter EmbedMetadata { get; set; }

    /// <summary>The longest wait between two attempts, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int MaximumRetryDelaySec { get; set; } = 120;

    /// <summary>The proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Credentials for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credentials of the current user for the proxy.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Connects directly, even when the system has a default proxy.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Skips certificate validation.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Returns the connection for -Connection, and leaves the session as it is.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Each command reads the environment again, so the connection of the session contains specified values only.
        var specified = Demand(Create);
        var resolved = Demand(() => new ConnectionResolver(ProviderRegistry.All) { Session = specified }.Resolve(null));
        Demand(() => new ReveClient(resolved));
        if (PassThru) WriteObject(resolved);
        else Session.Connection = specified;
    }

    private ReveConnection Create()
    {
        var key = ApiKey is null ? null : Reve.ApiKey.From(ApiKey);
        var connection = new ConnectionResolver(ProviderRegistry.All, static _ => null)
            .Resolve(Provider, key, BaseUri);
        return connection with
        {
            BareKey = BareKey,
            Headers = HeaderTable.Read(Headers),
            Model = Text.NullIfBlank(Model),
            EmbedMetadata = EmbedMetadata,
            MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
            Network = new NetworkSettings
            {
                Proxy = Proxy,
                ProxyCredential = ProxyCredential is null
                    ? null
                    : Reve.ProxyCredential.From(ProxyCredential.GetNetworkCredential()),
                ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
                NoProxy = NoProxy,
                SkipCertificateCheck = SkipCertificateCheck,
            },
        };
    }
}
