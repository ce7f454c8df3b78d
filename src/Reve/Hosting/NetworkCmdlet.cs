using System;
using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>What every cmdlet shares that sends anything: the way out, said as Invoke-RestMethod has it.</summary>
public abstract class NetworkCmdlet : ReveCmdlet
{
    private protected NetworkCmdlet()
    {
    }

    /// <summary>The proxy that requests go through.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Who we are to the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Whether we are the current user to the proxy.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Whether every host is asked directly, whatever the environment says.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Whether any certificate will do.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The session's settings with what is said in their place.</summary>
    private protected NetworkSettings Settle(NetworkSettings session)
    {
        // Who we are to the session's proxy is nothing for another one to know.
        var leavesProxy = Proxy is not null || NoProxy;
        var start = leavesProxy ? session with { Proxy = null, NoProxy = false } : session;
        if (leavesProxy || ProxyCredential is not null || ProxyUseDefaultCredentials)
        {
            start = start with { ProxyCredential = null, ProxyUseDefaultCredentials = false };
        }

        var settings = start with
        {
            Proxy = Proxy ?? start.Proxy,
            ProxyCredential = ProxyCredential is { } credential
                ? Reve.ProxyCredential.From(credential.GetNetworkCredential())
                : start.ProxyCredential,
            ProxyUseDefaultCredentials = Said(nameof(ProxyUseDefaultCredentials), ProxyUseDefaultCredentials)
                ?? start.ProxyUseDefaultCredentials,
            NoProxy = Said(nameof(NoProxy), NoProxy) ?? start.NoProxy,
            SkipCertificateCheck = Said(nameof(SkipCertificateCheck), SkipCertificateCheck)
                ?? start.SkipCertificateCheck,
        };
        settings.Check();
        return settings;
    }

    /// <summary>The switch as it was said; null: it was not.</summary>
    private protected bool? Said(string name, SwitchParameter value) => IsSaid(name) ? value.ToBool() : null;
}
