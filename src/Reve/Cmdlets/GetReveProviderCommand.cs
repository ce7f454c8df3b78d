using System.Linq;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Returns what each provider can do, and what it charges.</summary>
[Cmdlet(VerbsCommon.Get, "ReveProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetReveProviderCommand : ReveCmdlet
{
    /// <summary>The names of providers, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                Try(() => WriteObject(ProviderRegistry.Get(name)), name);
                continue;
            }

            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            WriteObject(ProviderRegistry.All.Where(provider => pattern.IsMatch(provider.Name)), true);
        }
    }
}
