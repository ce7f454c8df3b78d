using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Combines all images of the pipeline, in their order, into one image, or each group of them.</summary>
[Cmdlet(VerbsCommon.Join, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = Project.HelpUri)]
[Alias("jri")]
[OutputType(typeof(ReveImage), typeof(ReveTask))]
public sealed class JoinReveImageCommand : ImageInputCmdlet
{
    private readonly List<InputItem?> _group = [];

    /// <summary>The number of images of each request; by default all images make one request.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int GroupSize { get; set; } = int.MaxValue;

    /// <summary>Sends the last group although it has fewer images than -GroupSize.</summary>
    [Parameter]
    public SwitchParameter AllowPartialGroup { get; set; }

    private protected override ReveOperation Operation => ReveOperation.Remix;

    /// <summary>An image that combines the images of several records has the options of the command line.</summary>
    private protected override object? OptionRecord => RecordHasPrompt ? base.OptionRecord : null;

    private bool IsGrouped => IsBound(nameof(GroupSize));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AllowPartialGroup && !IsGrouped) Throw(PartialGroupWithoutSize());
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in ReadInputs())
        {
            _group.Add(input);
            if (_group.Count == GroupSize) SendGroup();
        }

        if (RecordHasPrompt) SendRest();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SendRest();
        base.EndProcessing();
    }

    private void SendRest()
    {
        if (_group.Count == 0) return;
        if (!IsGrouped || AllowPartialGroup) SendGroup();
        else RefuseGroup(PartialGroup(_group.Count));
    }

    private void SendGroup()
    {
        // The prompt refers to images by their position, so a group with a missing image is not sent.
        var missing = _group.Count(input => input is null);
        if (missing > 0)
        {
            RefuseGroup(ImagesMissing(missing));
            return;
        }

        List<ImageInput> images = [.. _group.Select(input => input!.Image)];
        _group.Clear();
        foreach (var prompt in CurrentPrompts) Enqueue(prompt, images);
    }

    private void RefuseGroup(ReveException error)
    {
        var images = _group.Select(input => input?.Image.Name).OfType<string>().ToArray();
        _group.Clear();
        Streams.WriteError(ErrorRecords.From(error, images));
    }

    private ReveException PartialGroup(int count) => new(
        ReveErrorKind.InputMissing,
        $"The last group was not sent: it has {count} of {GroupSize} images.",
        "Add images, or use -AllowPartialGroup.");

    private static ReveException ImagesMissing(int count) => new(
        ReveErrorKind.InputMissing,
        $"The request was not sent: {count} of its images could not be read, and the prompt would refer to the wrong "
        + "images.",
        "Correct the earlier errors, and run the command again.");

    private static ReveException PartialGroupWithoutSize() => new(
        ReveErrorKind.OptionConflict,
        "-AllowPartialGroup requires -GroupSize.",
        "Add -GroupSize, or omit -AllowPartialGroup.");
}
