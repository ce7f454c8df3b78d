#if NETSTANDARD2_0
namespace System;

/// <summary>What <c>list[^1]</c> means to the compiler.</summary>
internal readonly struct Index(int value, bool fromEnd = false) : IEquatable<Index>
{
    private readonly int _position = Check(value) ^ (fromEnd ? -1 : 0);

    public static Index Start => new(0);

    public static Index End => new(0, fromEnd: true);

    public bool IsFromEnd => _position < 0;

    public int Value => IsFromEnd ? ~_position : _position;

    public static implicit operator Index(int value) => new(value);

    public static Index FromStart(int value) => new(value);

    public static Index FromEnd(int value) => new(value, fromEnd: true);

    public int GetOffset(int length) => IsFromEnd ? length - Value : Value;

    public bool Equals(Index other) => _position == other._position;

    public override bool Equals(object? obj) => obj is Index other && Equals(other);

    public override int GetHashCode() => _position;

    private static int Check(int value) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
}

/// <summary>What <c>text[1..^1]</c> means to the compiler.</summary>
internal readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    public static Range All => new(Index.Start, Index.End);

    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, Index.End);

    public static Range EndAt(Index end) => new(Index.Start, end);

    public (int Offset, int Length) GetOffsetAndLength(int length)
    {
        var from = Start.GetOffset(length);
        var to = End.GetOffset(length);
        return (uint)to <= (uint)length && (uint)from <= (uint)to
            ? (from, to - from)
            : throw new ArgumentOutOfRangeException(nameof(length));
    }

    public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);

    public override bool Equals(object? obj) => obj is Range other && Equals(other);

    public override int GetHashCode() => (Start.GetHashCode() * 31) + End.GetHashCode();
}
#endif
