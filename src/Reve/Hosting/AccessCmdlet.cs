using System.Collections;
using System.Management.Automation;
using System.Security;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>What the cmdlets share that connect, for one call or for the session: where, and with which key.</summary>
public abstract class AccessCmdlet : NetworkCmdlet
{
    private protected AccessCmdlet()
    {
    }

    /// <summary>The key, as a string or a SecureString.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>Whether the key is sent alone, without the word Bearer before it.</summary>
    [Parameter]
    public SwitchParameter BareKey { get; set; }

    /// <summary>What stands in for the provider's address; the documented path is appended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>Headers that go along with every request to the provider.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>What was said, and what the resolver knows in place of what was not.</summary>
    private protected ReveConnection Resolve(ConnectionResolver resolver, string? provider) => Demand(() =>
    {
        var key = ApiKey is null ? null : Reve.ApiKey.From(ApiKey);
        var found = resolver.Resolve(provider, key, BaseUri, Headers is null ? null : HeaderTable.Read(Headers));
        return found with
        {
            BareKey = Said(nameof(BareKey), BareKey) ?? found.BareKey,
            Network = Settle(found.Network),
        };
    });
}
