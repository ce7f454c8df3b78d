using System.Management.Automation;
using Reve.Output;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>What the cmdlets share that bring images: where they go on disk.</summary>
public abstract class OutputCmdlet : ConnectionCmdlet
{
    private protected OutputCmdlet()
    {
    }

    /// <summary>The one file that the image is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that the images are saved to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>How the images in the folder are named.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NameTemplate { get; set; }

    /// <summary>Whether existing files are replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether each saved image gets a file beside it that tells everything about it.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Whether a hosted image stays at its address.</summary>
    [Parameter]
    public SwitchParameter SkipDownload { get; set; }

    /// <summary>Whether each result comes as soon as it is there, in whatever order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    private protected OutputPlan Outputs { get; private set; } = null!;

    private protected void Refuse(ReveException fault, OutputJob job) =>
        WriteError(ErrorRecords.From(fault, (job as ReceiveJob)?.Task ?? job.Origin ?? job.Title));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var saidFile = MyInvocation.BoundParameters.ContainsKey(nameof(OutFile)) ? OutFile ?? "" : null;
        Outputs = Demand(() => SkipDownload && (saidFile ?? OutDirectory) is not null
            ? throw Refused.SavedWithoutDownload()
            : new OutputPlan(this, saidFile, OutDirectory, NameTemplate, Force, Sidecar));
    }
}
