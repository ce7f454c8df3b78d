using System;
using System.Runtime.CompilerServices;
using Reve.Platform;

namespace Reve.Journal;

/// <summary>
/// Checks a line of a journal and reads the item and the call that it belongs to, without creating the record. It is
/// strict: a line that is not plainly one that this module writes is left to <see cref="JournalJson"/>.
/// </summary>
internal static class JournalLineScanner
{
    [MethodImpl(LongLoop.Optimized)]
    public static bool TryScan(ReadOnlySpan<byte> line, out ScannedLine scanned)
    {
        scanned = new ScannedLine { HasPlainNames = true };
        return TextBytes.IsWellFormed(line) && TryScanObject(new PlainJsonCursor(line), ref scanned);
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool TryScanObject(PlainJsonCursor json, ref ScannedLine scanned)
    {
        if (!json.Read("{\"event\":"u8) || !json.ReadText(out var name)) return false;
        var seen = EventOf(name);
        if (seen == Fields.None || !TryReadIdentity(ref json, ref scanned)) return false;
        while (json.Read(','))
        {
            if (!json.ReadName(out var field) || !TryReadField(field, ref json, ref scanned, ref seen)) return false;
        }

        return json.Read('}') && json.IsAtEnd && IsComplete(seen);
    }

    /// <summary>Reads the fields that every line begins with.</summary>
    [MethodImpl(LongLoop.Optimized)]
    private static bool TryReadIdentity(ref PlainJsonCursor json, ref ScannedLine scanned)
    {
        if (!json.Read(",\"item\":"u8) || !json.ReadText(out var item) || item.Length != 2 * PlainId.Length) return false;
        if (!json.Read(",\"copy\":"u8) || !ReadInt32(ref json, out var copy)) return false;
        if (!json.Read(",\"call\":"u8) || !json.ReadText(out var id) || !PlainId.TryRead(id, out var call)) return false;
        if (!json.Read(",\"at\":"u8) || !ReadTime(ref json)) return false;
        if (!PlainId.TryRead(item.Slice(0, PlainId.Length), out var first)) return false;
        if (!PlainId.TryRead(item.Slice(PlainId.Length), out var second)) return false;
        (scanned.Item, scanned.Call) = (new ItemKey(first, second, copy), call);
        return true;
    }

    private static Fields EventOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 when name.SequenceEqual("started"u8) => Fields.Started,
        7 when name.SequenceEqual("outcome"u8) => Fields.Outcome,
        5 when name.SequenceEqual("saved"u8) => Fields.Saved,
        _ => Fields.None,
    };

    /// <summary>Reads a field. The length of a name leaves few names to compare it with.</summary>
    [MethodImpl(LongLoop.Optimized)]
    private static bool TryReadField(
        ReadOnlySpan<byte> name, ref PlainJsonCursor json, ref ScannedLine scanned, ref Fields seen)
    {
        switch (name.Length)
        {
            case 4: return TryReadShortField(name, ref json, ref scanned, ref seen);
            case 5 when name.SequenceEqual("model"u8): return Note(ref seen, Fields.Model) && json.ReadText(out _);
            case 5 when name.SequenceEqual("place"u8):
                return Note(ref seen, Fields.Place) && ReadInt32(ref json, out _);
            case 5 when name.SequenceEqual("index"u8): return ReadInt32(ref json, out _);
            case 5 when name.SequenceEqual("error"u8): return json.ReadText(out _);
            case 5 when name.SequenceEqual("usage"u8): return ReadUsage(ref json);
            case 6 when name.SequenceEqual("prompt"u8): return json.ReadText(out _);
            case 6 when name.SequenceEqual("length"u8): return Note(ref seen, Fields.Length) && json.ReadCount(out _);
            case 6 when name.SequenceEqual("images"u8): return ReadImages(ref json, ref scanned);
            case 6 when name.SequenceEqual("inputs"u8): return json.ReadTexts();
            case 7 when name.SequenceEqual("billing"u8):
                return Note(ref seen, Fields.Billing) && json.ReadText(out var billing)
                    && JournalNames.IsBilling(billing);
            case 7 when name.SequenceEqual("written"u8): return ReadTime(ref json);
            case 7 when name.SequenceEqual("options"u8): return json.ReadObject();
            case 8 when name.SequenceEqual("provider"u8):
                return Note(ref seen, Fields.Provider) && json.ReadText(out _);
            case 9 when name.SequenceEqual("operation"u8):
                return json.ReadText(out var operation) && JournalNames.IsOperation(operation);
            case 9 when name.SequenceEqual("requestId"u8): return json.ReadText(out _);
            case 11 when name.SequenceEqual("aspectRatio"u8): return json.ReadText(out _);
            case 14 when name.SequenceEqual("additionalBody"u8): return json.ReadObject();
            case 15 when name.SequenceEqual("clientRequestId"u8): return json.ReadText(out _);
            default: return false;
        }
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool TryReadShortField(
        ReadOnlySpan<byte> name, ref PlainJsonCursor json, ref ScannedLine scanned, ref Fields seen)
    {
        if (!json.ReadText(out var text)) return false;
        if (name.SequenceEqual("name"u8))
        {
            scanned.HasPlainNames &= JournalNames.IsPlain(text);
            return Note(ref seen, Fields.Name);
        }

        if (name.SequenceEqual("hash"u8)) return Note(ref seen, Fields.Hash);
        if (name.SequenceEqual("kind"u8)) return Note(ref seen, Fields.Kind) && JournalNames.IsKind(text);
        return name.SequenceEqual("task"u8);
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool ReadImages(ref PlainJsonCursor json, ref ScannedLine scanned)
    {
        if (!json.Read('[')) return false;
        if (json.Read(']')) return true;
        var place = 0;
        do
        {
            if (!ReadImage(ref json, ref scanned, place++)) return false;
        }
        while (json.Read(','));
        return json.Read(']');
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool ReadImage(ref PlainJsonCursor json, ref ScannedLine scanned, int place)
    {
        if (!json.Read('{')) return false;
        if (json.Read('}')) return true;
        do
        {
            if (!json.ReadName(out var name)) return false;
            if (name.SequenceEqual("contentViolation"u8))
            {
                if (!json.ReadFlag()) return false;
                continue;
            }

            var isPart = name.SequenceEqual("part"u8);
            var isText = isPart || name.SequenceEqual("url"u8) || name.SequenceEqual("requestId"u8)
                || name.SequenceEqual("revisedPrompt"u8);
            if (!isText || !json.ReadText(out var text)) return false;
            if (isPart) scanned.HasPlainNames &= JournalNames.IsPart(text, scanned.Call, place);
        }
        while (json.Read(','));
        return json.Read('}');
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool ReadUsage(ref PlainJsonCursor json)
    {
        if (!json.Read('{')) return false;
        if (json.Read('}')) return true;
        do
        {
            if (!json.ReadName(out var name) || !ReadUsageField(name, ref json)) return false;
        }
        while (json.Read(','));
        return json.Read('}');
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool ReadUsageField(ReadOnlySpan<byte> name, ref PlainJsonCursor json)
    {
        if (name.SequenceEqual("unit"u8)) return json.ReadText(out _);
        if (name.SequenceEqual("isUsdEstimate"u8)) return json.ReadFlag();
        if (name.SequenceEqual("details"u8)) return json.ReadObject();
        return (name.SequenceEqual("amount"u8) || name.SequenceEqual("usdAmount"u8)
            || name.SequenceEqual("remaining"u8)) && json.ReadNumber();
    }

    private static bool ReadTime(ref PlainJsonCursor json) => json.ReadText(out var text) && PlainTime.IsValid(text);

    private static bool ReadInt32(ref PlainJsonCursor json, out int value)
    {
        var isRead = json.ReadCount(out var count);
        value = (int)Math.Min(count, int.MaxValue);
        return isRead && value == count;
    }

    private static bool Note(ref Fields seen, Fields field)
    {
        seen |= field;
        return true;
    }

    private static bool IsComplete(Fields seen)
    {
        var required = (seen & Fields.Started) != 0 ? Fields.OfStarted
            : (seen & Fields.Outcome) != 0 ? Fields.OfOutcome
            : Fields.OfSaved;
        return (seen & required) == required;
    }

    [Flags]
    private enum Fields
    {
        None = 0,
        Started = 1,
        Outcome = 2,
        Saved = 4,
        Provider = 8,
        Model = 16,
        Kind = 32,
        Billing = 64,
        Place = 128,
        Name = 256,
        Length = 512,
        Hash = 1024,
        OfStarted = Provider | Model,
        OfOutcome = Provider | Model | Kind | Billing,
        OfSaved = Place | Name | Length | Hash,
    }
}
