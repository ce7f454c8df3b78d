using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Combines the images of the whole pipeline, in their order, into one.</summary>
[Cmdlet(VerbsCommon.Join, "ReveImage", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReveImage))]
public sealed class JoinReveImageCommand : ImageInputCmdlet
{
    private readonly List<ImageInput?> _gathered = [];

    /// <summary>Makes one image of each so many; by default one of them all.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int GroupSize { get; set; } = int.MaxValue;

    private protected override ReveOperation Operation => ReveOperation.Remix;

    /// <summary>Of what is gathered from many records, none alone says how the remix is made.</summary>
    private protected override bool RecordHasOptions => RecordHasPrompt && base.RecordHasOptions;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var inputs = ReadInputs();
        if (RecordHasPrompt)
        {
            Send(inputs);
            return;
        }

        foreach (var input in inputs)
        {
            _gathered.Add(input);
            if (_gathered.Count == GroupSize) SendGathered();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SendGathered();
        base.EndProcessing();
    }

    private void SendGathered()
    {
        Send(_gathered);
        _gathered.Clear();
    }

    /// <summary>A remix is sent whole or not at all: the prompt counts its images.</summary>
    private void Send(List<ImageInput?> inputs)
    {
        if (inputs.Count == 0) return;
        var there = inputs.OfType<ImageInput>().ToList();
        if (there.Count == inputs.Count) Enqueue(SaidPrompt, there);
        else WriteError(ErrorRecords.From(Refused.RemixIncomplete(inputs.Count - there.Count), Prompt));
    }
}
