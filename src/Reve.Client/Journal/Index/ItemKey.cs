using System;

namespace Reve.Journal;

/// <summary>An item of a journal: its fingerprint in binary form, and the number of equal items before it.</summary>
internal readonly record struct ItemKey(Guid First, Guid Second, int Copy)
{
    private const int Digits = 32;

    public static ItemKey Of(string item, int copy) => new(Parse(item, 0), Parse(item, Digits), copy);

    private static Guid Parse(string item, int start) =>
        Guid.ParseExact(item.Substring(start, Digits), "N");
}
