using System.Management.Automation;
using Reve.Parameters;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Adds up the charges of results or journals by provider, model and day.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ReveUsage", DefaultParameterSetName = "Result")]
[OutputType(typeof(ReveUsageSummary))]
public sealed class MeasureReveUsageCommand : ReveCmdlet
{
    private readonly UsageSummarizer _sum = new();

    /// <summary>Results of New-, Edit- and Join-ReveImage.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Result", ValueFromPipeline = true)]
    [ValidateNotNull]
    public ReveImage[] InputObject { get; set; } = [];

    /// <summary>Journals, or folders that contain one, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Journals, or folders that contain one, of exactly these names.</summary>
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
