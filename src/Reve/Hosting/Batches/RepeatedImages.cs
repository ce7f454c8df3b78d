using System.Collections.Generic;
using System.Linq;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Warns about images that an earlier run generated in the same folder, and that are paid for again.</summary>
internal sealed class RepeatedImages(CmdletStreams streams, string folder)
{
    private const int MaximumPromptLength = 40;
    private readonly SortedDictionary<string, decimal> _charges = [];
    private bool _isAnnounced;
    private int _count;
    private int _unknown;

    /// <summary>Writes a warning before the first such image is sent.</summary>
    public void Announce(ImageJob job)
    {
        if (_isAnnounced) return;
        _isAnnounced = true;
        streams.WriteWarning(
            $"An earlier run generated the image for '{DisplayText.Of(job.Request.Prompt, MaximumPromptLength)}' in "
            + $"'{folder}'. "
            + "It is generated and paid for again. Use -Resume to keep what earlier runs have paid for.");
    }

    /// <summary>Adds an image that is sent.</summary>
    public void Add(ImageJob job)
    {
        _count++;
        if (job.PreviousUsage is { Amount: { } amount, Unit: { } unit })
        {
            _charges.TryGetValue(unit, out var sum);
            _charges[unit] = sum + amount;
        }
        else
        {
            _unknown++;
        }
    }

    /// <summary>Writes the number of images and what the earlier runs were charged for them.</summary>
    /// <param name="isWhatIf">Whether the images were not sent because of -WhatIf.</param>
    public void Finish(bool isWhatIf)
    {
        if (_count == 0) return;
        List<string> parts =
            [.. _charges.Select(sum => new ReveUsage { Amount = sum.Value, Unit = sum.Key }.ToString())];
        if (_unknown > 0)
        {
            parts.Add(_charges.Count == 0 ? "an unknown amount" : $"an unknown amount for {_unknown} of them");
        }

        var images = (_count, isWhatIf) switch
        {
            (1, false) => "1 image was generated again",
            (1, true) => "1 image would be generated again",
            (_, false) => $"{_count} images were generated again",
            _ => $"{_count} images would be generated again",
        };
        streams.WriteWarning(
            $"{images} although '{folder}' has them from earlier runs, which were charged {string.Join(", ", parts)}.");
    }
}
