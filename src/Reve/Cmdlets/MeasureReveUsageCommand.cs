using System.Management.Automation;
using Reve.Parameters;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Adds up the charges of results or journals by provider, model and day.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ReveUsage", DefaultParameterSetName = "Result", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveUsageSummary))]
public sealed class MeasureReveUsageCommand : ReveCmdlet
{
    private readonly UsageSummarizer _sum = new();

    /// <summary>Results, records with a Provider and a Usage, and journals or folders that contain one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Result", ValueFromPipeline = true,
        HelpMessage = "Results of the image cmdlets, or folders with a journal")]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <summary>Journals, or folders that contain one, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path",
        HelpMessage = "Journals, or folders that contain one")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Journals, or folders that contain one, with exactly these names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath",
        HelpMessage = "Journals, or folders that contain one, without wildcards")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject) Try(() => Add(item), item);
        foreach (var path in Path) Try(() => FilePaths.ToRead(this, path).ForEach(_sum.AddJournal), path);
        foreach (var path in LiteralPath) Try(() => _sum.AddJournal(FilePaths.ToReadLiteral(this, path)), path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_sum.Summaries, enumerateCollection: true);

    private void Add(object item)
    {
        var value = PipelineValue.Unwrap(item);
        var record = new ChargeRecord(item);
        if (value is ReveImage image) _sum.Add(image);
        else if (value is ReveCall call) _sum.Add(call);
        else if (value is not string && record.Read() is { } charge) _sum.Add(charge);
        else if ((value as string ?? record.Path) is { } path) _sum.AddJournal(FilePaths.ToReadLiteral(this, path));
        else throw NoCharge(item);
    }

    private static ReveException NoCharge(object item) => new(
        ReveErrorKind.InputUnreadable,
        "The object has no charge: it has no Provider and Usage, and names no journal.",
        "Use results, rows with the columns Provider, Model, Usage and CreatedAt, or a folder with a journal.")
    { Target = item };
}
