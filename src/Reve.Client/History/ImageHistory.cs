using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.History;

/// <summary>Combines the descriptions of an image from several origins.</summary>
internal sealed class ImageHistory
{
    private readonly List<(ImageInfoOrigin Origin, ReveImage Image)> _found = [];

    /// <summary>Adds a description. The earlier ones take precedence.</summary>
    public void Add(ImageInfoOrigin origin, ReveImage? image)
    {
        if (image is not null) _found.Add((origin, image));
    }

    /// <param name="length">The present length of the file.</param>
    public ReveImageInfo Describe(long length)
    {
        // The request is taken from one origin as a whole: an option that it lacks was not specified.
        var request = _found.Select(item => item.Image).FirstOrDefault(image => !string.IsNullOrEmpty(image.Prompt));
        return new ReveImageInfo
        {
            ContentType = "",
            Prompt = request?.Prompt,
            Operation = request?.Operation,
            Provider = request?.Provider,
            Model = request?.Model,
            AspectRatio = request?.AspectRatio,
            Options = request?.Options ?? new Dictionary<string, object>(),
            AdditionalBody = request?.AdditionalBody,
            // Only the journal and the sidecar have the folders of the sources.
            Sources = _found.Select(item => item.Image.Sources).LastOrDefault(sources => sources.Count > 0) ?? [],
            RequestId = First(image => image.RequestId),
            RevisedPrompt = First(image => image.RevisedPrompt),
            ContentViolation = _found.Select(item => item.Image.ContentViolation)
                .FirstOrDefault(flag => flag is not null),
            Usage = First(image => image.Usage),
            CreatedAt = _found.Select(item => item.Image.CreatedAt).Where(time => time != default)
                .Select(time => (DateTimeOffset?)time).FirstOrDefault(),
            Origins = [.. _found.Select(item => item.Origin)],
            IsChanged = _found.Any(item => item.Image.Length is { } recorded && recorded != length),
        };
    }

    private T? First<T>(Func<ReveImage, T?> select)
        where T : class => _found.Select(item => select(item.Image)).FirstOrDefault(value => value is not null);
}
