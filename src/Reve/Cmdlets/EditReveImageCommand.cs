using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Edits images: one request for each image and prompt.</summary>
[Cmdlet(VerbsData.Edit, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = Project.HelpUri)]
[Alias("eri")]
[OutputType(typeof(ReveImage), typeof(ReveTask))]
public sealed class EditReveImageCommand : ImageInputCmdlet
{
    private protected override ReveOperation Operation => ReveOperation.Edit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var inputs = ReadInputs();
        foreach (var input in inputs)
        {
            if (input is null) continue;
            // A result or a file can be sent again as it is. Text is replaced by the full name.
            var target = inputs.Count == 1 && CurrentObject is not (null or string or object[])
                ? CurrentObject
                : input.Image.Name;
            foreach (var prompt in CurrentPrompts) Enqueue(prompt, [input.Image], target, input.Subfolder);
        }
    }
}
