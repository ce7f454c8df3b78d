using System.Collections;
using System.Management.Automation;
using System.Security;
using Reve.Binding;

namespace Reve.Pipeline;

/// <summary>What every cmdlet shares that talks to a provider: whom, where, and with which key.</summary>
public abstract class ConnectionCmdlet : NetworkCmdlet
{
    private protected ConnectionCmdlet()
    {
    }

    /// <summary>The provider that makes the pictures.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

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

    private protected ReveConnection Connect(string? provider) => Demand(() =>
        new ConnectionResolver().Resolve(
            provider, ApiKey is null ? null : Reve.ApiKey.From(ApiKey), BaseUri, HeaderTable.Read(Headers))
        with { BareKey = BareKey });

    private protected ReveClient Open(ReveConnection connection) => Demand(() => new ReveClient(connection, Policy));
}
