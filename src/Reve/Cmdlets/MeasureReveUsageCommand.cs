using System.Management.Automation;
using Reve.Parameters;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Sums up what results or a journal say was charged, by provider, model and day.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ReveUsage", DefaultParameterSetName = "Result")]
[OutputType(typeof(ReveUsageSummary))]
public sealed class MeasureReveUsageCommand : ReveCmdlet
{
    private readonly UsageSummarizer _sum = new();

    /// <summary>Results, as the cmdlets that make images hand them out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Result", ValueFromPipeline = true)]
    [ValidateNotNull]
    public ReveImage[] InputObject { get; set; } = [];

    /// <summary>Journals, or the folders that have one, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Journals, or the folders that have one, of exactly these names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var image in InputObject) _sum.Add(image);
        foreach (var path in Path) Try(() => FilePaths.ToRead(this, path).ForEach(_sum.AddJournal), path);
        foreach (var path in LiteralPath) Try(() => _sum.AddJournal(FilePaths.ToWrite(this, path)), path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_sum.Summaries, enumerateCollection: true);
}
