using System.Linq;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Returns the calls in the journals of output folders.</summary>
[Cmdlet(VerbsCommon.Get, "ReveHistory", DefaultParameterSetName = "Path", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveCall))]
public sealed class GetReveHistoryCommand : ReveCmdlet
{
    /// <summary>Folders with a journal, or journals, with wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = ["."];

    /// <summary>Folders with a journal, or journals, with exactly these names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true,
        HelpMessage = "Journals, or folders that contain one, without wildcards")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Returns only calls with one of these outcomes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public OutcomeKind[]? Outcome { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "LiteralPath")
        {
            foreach (var path in LiteralPath) Try(() => Write(FilePaths.ToReadLiteral(this, path)), path);
            return;
        }

        foreach (var path in Path) Try(() => FilePaths.ToRead(this, path).ForEach(Write), path);
    }

    private void Write(string fullName) => Try(
        () =>
        {
            var history = ReveHistory.Read(fullName);
            foreach (var notice in history.Notices) Streams.WriteWarning(notice.Message);
            WriteObject(history.Calls.Where(call => Outcome?.Contains(call.Outcome) != false), true);
        }, fullName);
}
