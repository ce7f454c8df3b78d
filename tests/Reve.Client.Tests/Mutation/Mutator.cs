using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Tests.Mutation;

/// <summary>
/// Damages documents in ways that a seed determines. The form of a document decides what is damaged: values and names
/// of JSON, lines of a stream or a journal, chunks and lengths of an image, and bytes of anything.
/// </summary>
internal sealed class Mutator(int seed)
{
    private const int MostDamages = 4;

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public int Next(int limit) => _random.Next(limit);

    /// <summary>True once in a number of times, on average.</summary>
    public bool Once(int times) => _random.Next(times) == 0;

    /// <summary>The document with one to four damages.</summary>
    /// <param name="document">The document.</param>
    /// <param name="others">Documents of the same kind, parts of which are copied into it.</param>
    public byte[] Mutate(byte[] document, IReadOnlyList<byte[]>? others = null)
    {
        for (var count = _random.Next(MostDamages) + 1; count > 0; count--)
        {
            document = Damage(document, Pick(others ?? [document]));
        }

        return document;
    }

    private byte[] Damage(byte[] document, byte[] other)
    {
        if (document.Length == 0) return [(byte)_random.Next(256)];
        if (!Once(4))
        {
            if (JsonDamage.Apply(document, other, _random) is { } changed) return changed;
            if (ImageDamage.Apply(document, _random) is { } image) return image;
        }

        return Once(2) && document.Contains((byte)'\n')
            ? LineDamage.Apply(document, _random)
            : ByteDamage.Apply(document, other, _random);
    }
}
