using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Creates images from words: one image for each prompt.</summary>
[Cmdlet(VerbsCommon.New, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReveImage))]
public sealed class NewReveImageCommand : ImageCmdlet
{
    /// <summary>What each image shows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PromptTransformation]
    [AllowEmptyString]
    [AllowNull]
    [AllowEmptyCollection]
    public string?[]? Prompt { get; set; }

    private protected override ReveOperation Operation => ReveOperation.Create;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var prompt in Prompt is null or [] ? [null] : Prompt) Enqueue(prompt, []);
    }
}
