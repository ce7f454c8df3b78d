using System;
using System.Buffers.Text;
using System.Text.Json;

namespace Reve.Journal;

/// <summary>
/// Checks a line of a journal and reads the item and the call that it belongs to, without creating the record. It is
/// strict: a line that is not plainly one that this module writes is left to <see cref="JournalJson"/>.
/// </summary>
internal static class JournalLineScanner
{
    private const int IdDigits = 32;

    public static bool TryScan(ReadOnlySpan<byte> line, out ScannedLine scanned)
    {
        scanned = new ScannedLine { HasPlainNames = true };
        try
        {
            return JournalNames.IsWellFormed(line) && TryScanObject(line, ref scanned);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryScanObject(ReadOnlySpan<byte> line, ref ScannedLine scanned)
    {
        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
        if (!json.Read() || !json.ValueSpan.SequenceEqual("event"u8) || !ReadText(ref json)) return false;
        var seen = EventOf(json.ValueSpan);
        while (seen != Fields.None && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadField(ref json, ref scanned, ref seen)) return false;
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() && IsComplete(seen);
    }

    private static Fields EventOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        7 when name.SequenceEqual("started"u8) => Fields.Started,
        7 when name.SequenceEqual("outcome"u8) => Fields.Outcome,
        5 when name.SequenceEqual("saved"u8) => Fields.Saved,
        _ => Fields.None,
    };

    /// <summary>Reads a field. The length of a name leaves few names to compare it with.</summary>
    private static bool TryReadField(ref Utf8JsonReader json, ref ScannedLine scanned, ref Fields seen)
    {
        var name = json.ValueSpan;
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("at"u8): return Note(ref seen, Fields.At) && ReadTime(ref json);
            case 4: return TryReadShortField(name, ref json, ref scanned, ref seen);
            case 5 when name.SequenceEqual("model"u8): return Note(ref seen, Fields.Model) && ReadText(ref json);
            case 5 when name.SequenceEqual("place"u8): return Note(ref seen, Fields.Place) && ReadCount(ref json);
            case 5 when name.SequenceEqual("index"u8): return ReadCount(ref json);
            case 5 when name.SequenceEqual("error"u8): return ReadText(ref json);
            case 5 when name.SequenceEqual("usage"u8): return ReadUsage(ref json);
            case 6 when name.SequenceEqual("prompt"u8): return ReadText(ref json);
            case 6 when name.SequenceEqual("length"u8):
                return Note(ref seen, Fields.Length) && ReadNumber(ref json) && json.TryGetInt64(out _);
            case 6 when name.SequenceEqual("images"u8): return ReadImages(ref json, ref scanned);
            case 6 when name.SequenceEqual("inputs"u8): return ReadTexts(ref json);
            case 7 when name.SequenceEqual("billing"u8):
                return Note(ref seen, Fields.Billing) && ReadText(ref json) && JournalNames.IsBilling(ref json);
            case 7 when name.SequenceEqual("written"u8): return ReadTime(ref json);
            case 7 when name.SequenceEqual("options"u8): return ReadEmptyObject(ref json);
            case 8 when name.SequenceEqual("provider"u8): return Note(ref seen, Fields.Provider) && ReadText(ref json);
            case 9 when name.SequenceEqual("operation"u8):
                return ReadText(ref json) && JournalNames.IsOperation(ref json);
            case 9 when name.SequenceEqual("requestId"u8): return ReadText(ref json);
            case 11 when name.SequenceEqual("aspectRatio"u8): return ReadText(ref json);
            case 15 when name.SequenceEqual("clientRequestId"u8): return ReadText(ref json);
            default: return false;
        }
    }

    private static bool TryReadShortField(
        ReadOnlySpan<byte> name, ref Utf8JsonReader json, ref ScannedLine scanned, ref Fields seen)
    {
        if (name.SequenceEqual("item"u8))
        {
            seen |= Fields.Item;
            if (!ReadText(ref json) || json.ValueSpan.Length != 2 * IdDigits) return false;
            if (!TryReadId(json.ValueSpan.Slice(0, IdDigits), out var first)) return false;
            if (!TryReadId(json.ValueSpan.Slice(IdDigits), out var second)) return false;
            scanned.Item = new ItemKey(first, second, scanned.Item.Copy);
            return true;
        }

        if (name.SequenceEqual("call"u8))
        {
            seen |= Fields.Call;
            if (!ReadText(ref json) || !TryReadId(json.ValueSpan, out var call)) return false;
            scanned.Call = call;
            return true;
        }

        if (name.SequenceEqual("copy"u8))
        {
            seen |= Fields.Copy;
            if (!ReadNumber(ref json) || !json.TryGetInt32(out var copy) || copy < 0) return false;
            scanned.Item = scanned.Item with { Copy = copy };
            return true;
        }

        if (name.SequenceEqual("name"u8))
        {
            if (!Note(ref seen, Fields.Name) || !ReadText(ref json)) return false;
            scanned.HasPlainNames &= JournalNames.IsPlain(json.ValueSpan);
            return true;
        }

        if (name.SequenceEqual("hash"u8)) return Note(ref seen, Fields.Hash) && ReadText(ref json);
        if (name.SequenceEqual("task"u8)) return ReadText(ref json);
        return name.SequenceEqual("kind"u8) && Note(ref seen, Fields.Kind) && ReadText(ref json)
            && JournalNames.IsKind(ref json);
    }

    private static bool ReadImages(ref Utf8JsonReader json, ref ScannedLine scanned)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray) return false;
        for (var place = 0; json.Read() && json.TokenType == JsonTokenType.StartObject; place++)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isPart = json.ValueTextEquals("part"u8);
                var isFlag = json.ValueTextEquals("contentViolation"u8);
                var isText = isPart || json.ValueTextEquals("url"u8)
                    || json.ValueTextEquals("requestId"u8) || json.ValueTextEquals("revisedPrompt"u8);
                if (isFlag ? !ReadFlag(ref json) : !isText || !ReadText(ref json)) return false;
                if (isPart) scanned.HasPlainNames &= JournalNames.IsPart(json.ValueSpan, scanned.Call, place);
            }

            if (json.TokenType != JsonTokenType.EndObject) return false;
        }

        return json.TokenType == JsonTokenType.EndArray;
    }

    private static bool ReadUsage(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("unit"u8))
            {
                if (!ReadText(ref json)) return false;
            }
            else if (json.ValueTextEquals("isUsdEstimate"u8))
            {
                if (!ReadFlag(ref json)) return false;
            }
            else if (json.ValueTextEquals("details"u8))
            {
                if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
                json.Skip();
            }
            else
            {
                var isAmount = json.ValueTextEquals("amount"u8) || json.ValueTextEquals("usdAmount"u8)
                    || json.ValueTextEquals("remaining"u8);
                if (!isAmount || !ReadNumber(ref json) || !json.TryGetDecimal(out _)) return false;
            }
        }

        return json.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Options are left to the serializer.</summary>
    private static bool ReadEmptyObject(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.StartObject
        && json.Read() && json.TokenType == JsonTokenType.EndObject;

    private static bool ReadTexts(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray) return false;
        while (json.Read() && json.TokenType == JsonTokenType.String && json.ValueSpan.IndexOf((byte)'\\') < 0)
        {
            // The text itself is not needed.
        }

        return json.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>Text with escapes is left to the serializer: it may not be well-formed.</summary>
    private static bool ReadText(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.String && json.ValueSpan.IndexOf((byte)'\\') < 0;

    private static bool ReadNumber(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.Number;

    private static bool ReadCount(ref Utf8JsonReader json) =>
        ReadNumber(ref json) && json.TryGetInt32(out var count) && count >= 0;

    private static bool ReadFlag(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType is JsonTokenType.True or JsonTokenType.False;

    private static bool ReadTime(ref Utf8JsonReader json) => ReadText(ref json) && json.TryGetDateTimeOffset(out _);

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

    private static bool TryReadId(ReadOnlySpan<byte> text, out Guid id)
    {
        id = default;
        if (text.Length != IdDigits) return false;
        foreach (var digit in text)
        {
            if (digit is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))) return false;
        }

        return Utf8Parser.TryParse(text, out id, out _, 'N');
    }

    [Flags]
    private enum Fields
    {
        None = 0,
        Started = 1,
        Outcome = 2,
        Saved = 4,
        Item = 8,
        Call = 16,
        Copy = 32,
        At = 64,
        Provider = 128,
        Model = 256,
        Kind = 512,
        Billing = 1024,
        Place = 2048,
        Name = 4096,
        Length = 8192,
        Hash = 16384,
        OfEach = Item | Call | Copy | At,
        OfStarted = OfEach | Provider | Model,
        OfOutcome = OfEach | Provider | Model | Kind | Billing,
        OfSaved = OfEach | Place | Name | Length | Hash,
    }
}
