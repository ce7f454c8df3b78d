using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Tells what each provider can do, what it takes and what it charges.</summary>
[Cmdlet(VerbsCommon.Get, "ReveProvider")]
[OutputType(typeof(ProviderInfo))]
public sealed class GetReveProviderCommand : PSCmdlet
{
    /// <summary>The providers, with wildcards.</summary>
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
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = false;
            foreach (var provider in ProviderRegistry.All)
            {
                if (!pattern.IsMatch(provider.Name)) continue;
                found = true;
                WriteObject(provider);
            }

            if (!found && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(ErrorRecords.From(Refused.ProviderUnknown(name), name));
            }
        }
    }
}
