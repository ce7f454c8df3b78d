using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>
/// Where the lines of each call are in a journal. A journal of many items would take too much memory as records.
/// </summary>
internal sealed class JournalIndex
{
    private const int None = -1;

    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly Dictionary<ItemKey, int> _firstCalls = [];
    private readonly List<Call> _calls = [];
    private readonly List<(long Position, int Next)> _lines = [];

    /// <summary>The position of the first line whose item is not that of its call; null when there is none.</summary>
    public long? Conflict { get; private set; }

    [MethodImpl(LongLoop.Optimized)]
    public void Add(ScannedLine line, long position)
    {
        if (!_numbers.TryGetValue(line.Call, out var number)) number = AddCall(line);
        _lines.Add((position, None));
        var call = _calls[number];
        if (call.ItemHash != line.Item.GetHashCode()) Conflict ??= position;
        if (call.LastLine == None) call.FirstLine = _lines.Count - 1;
        else _lines[call.LastLine] = (_lines[call.LastLine].Position, _lines.Count - 1);
        call.LastLine = _lines.Count - 1;
        _calls[number] = call;
    }

    public IndexedCall? Find(Guid id) => _numbers.TryGetValue(id, out var number) ? CallAt(number) : null;

    /// <summary>The calls of an item, in the order in which they began.</summary>
    public IEnumerable<IndexedCall> CallsOf(ItemKey item)
    {
        if (!_firstCalls.TryGetValue(item, out var number)) yield break;
        for (; number != None; number = _calls[number].Next) yield return CallAt(number);
    }

    [MethodImpl(LongLoop.Optimized)]
    private int AddCall(ScannedLine line)
    {
        var number = _calls.Count;
        _numbers.Add(line.Call, number);
        _calls.Add(new Call
        {
            Id = line.Call, ItemHash = line.Item.GetHashCode(), FirstLine = None, LastLine = None, Next = None,
        });
        if (!_firstCalls.TryGetValue(line.Item, out var last))
        {
            _firstCalls.Add(line.Item, number);
            return number;
        }

        while (_calls[last].Next != None) last = _calls[last].Next;
        _calls[last] = _calls[last] with { Next = number };
        return number;
    }

    private IndexedCall CallAt(int number)
    {
        var positions = new List<long>();
        for (var line = _calls[number].FirstLine; line != None; line = _lines[line].Next)
        {
            positions.Add(_lines[line].Position);
        }

        return new IndexedCall(_calls[number].Id, positions);
    }

    private record struct Call
    {
        public Guid Id { get; set; }

        // The item itself would make the index half as large again.
        public int ItemHash { get; set; }

        public int FirstLine { get; set; }

        public int LastLine { get; set; }

        /// <summary>The next call of the same item.</summary>
        public int Next { get; set; }
    }
}
