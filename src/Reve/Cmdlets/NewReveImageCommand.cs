using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Creates images from prompts: one request for each prompt.</summary>
[Cmdlet(VerbsCommon.New, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = Project.HelpUri)]
[Alias("nri")]
[OutputType(typeof(ReveImage), typeof(ReveTask))]
public sealed class NewReveImageCommand : ImageCmdlet
{
    private bool _isPromptSpecified;

    /// <summary>The prompts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "A description of the image, such as: a paper fox under a lantern")]
    [PromptTransformation]
    [AllowEmptyString]
    [AllowNull]
    [AllowEmptyCollection]
    public string?[]? Prompt { get; set; }

    private protected override ReveOperation Operation => ReveOperation.Create;

    private protected override object? OptionRecord => _isPromptSpecified ? null : PipelineRecord.Current(this);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _isPromptSpecified = IsBound(nameof(Prompt));
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isText = !_isPromptSpecified && !PipelineRecord.IsRow(PipelineRecord.Current(this));
        foreach (var prompt in Prompt is null or [] ? [null] : Prompt)
        {
            // An empty line of a file is skipped. An empty prompt that was specified is an error.
            if (isText && string.IsNullOrWhiteSpace(prompt)) continue;
            Enqueue(prompt, []);
        }
    }
}
