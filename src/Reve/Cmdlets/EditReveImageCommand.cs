using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Changes images as the words say: one call for each image.</summary>
[Cmdlet(VerbsData.Edit, "ReveImage", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReveImage))]
public sealed class EditReveImageCommand : ImageInputCmdlet
{
    private protected override ReveOperation Operation => ReveOperation.Edit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var inputs = ReadInputs();
        foreach (var input in inputs)
        {
            if (input is not null) Enqueue(SaidPrompt, [input], (inputs.Count == 1 ? BaseInput : null) ?? input.Name);
        }
    }
}
