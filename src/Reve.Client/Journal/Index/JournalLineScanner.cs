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
        var seen = Fields.None;
        var isFirst = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isEvent = json.ValueTextEquals("event"u8);
            if (isEvent != isFirst) return false;
            isFirst = false;
            if (isEvent ? !TryReadEvent(ref json, ref seen) : !TryReadField(ref json, ref scanned, ref seen)) return false;
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() && IsComplete(seen);
    }

    private static bool TryReadEvent(ref Utf8JsonReader json, ref Fields seen)
    {
        if (!ReadText(ref json)) return false;
        seen |= json.ValueTextEquals("started"u8) ? Fields.Started
            : json.ValueTextEquals("outcome"u8) ? Fields.Outcome
            : json.ValueTextEquals("saved"u8) ? Fields.Saved
            : Fields.None;
        return seen != Fields.None;
    }

    private static bool TryReadField(ref Utf8JsonReader json, ref ScannedLine scanned, ref Fields seen)
    {
        if (json.ValueTextEquals("item"u8))
        {
            seen |= Fields.Item;
            if (!ReadText(ref json) || json.ValueSpan.Length != 2 * IdDigits) return false;
            if (!TryReadId(json.ValueSpan.Slice(0, IdDigits), out var first)) return false;
            if (!TryReadId(json.ValueSpan.Slice(IdDigits), out var second)) return false;
            scanned.Item = new ItemKey(first, second, scanned.Item.Copy);
            return true;
        }

        if (json.ValueTextEquals("call"u8))
        {
            seen |= Fields.Call;
            if (!ReadText(ref json) || !TryReadId(json.ValueSpan, out var call)) return false;
            scanned.Call = call;
            return true;
        }

        if (json.ValueTextEquals("copy"u8))
        {
            seen |= Fields.Copy;
            if (!ReadNumber(ref json) || !json.TryGetInt32(out var copy) || copy < 0) return false;
            scanned.Item = scanned.Item with { Copy = copy };
            return true;
        }

        return TryReadDetail(ref json, ref scanned, ref seen);
    }

    private static bool TryReadDetail(ref Utf8JsonReader json, ref ScannedLine scanned, ref Fields seen)
    {
        if (json.ValueTextEquals("at"u8)) return Note(ref seen, Fields.At) && ReadTime(ref json);
        if (json.ValueTextEquals("written"u8)) return ReadTime(ref json);
        if (json.ValueTextEquals("provider"u8)) return Note(ref seen, Fields.Provider) && ReadText(ref json);
        if (json.ValueTextEquals("model"u8)) return Note(ref seen, Fields.Model) && ReadText(ref json);
        if (json.ValueTextEquals("hash"u8)) return Note(ref seen, Fields.Hash) && ReadText(ref json);
        if (json.ValueTextEquals("place"u8)) return Note(ref seen, Fields.Place) && ReadCount(ref json);
        if (json.ValueTextEquals("index"u8)) return ReadCount(ref json);
        if (json.ValueTextEquals("length"u8))
        {
            return Note(ref seen, Fields.Length) && ReadNumber(ref json) && json.TryGetInt64(out _);
        }

        if (json.ValueTextEquals("kind"u8))
        {
            return Note(ref seen, Fields.Kind) && ReadText(ref json) && JournalNames.IsKind(ref json);
        }

        if (json.ValueTextEquals("billing"u8))
        {
            return Note(ref seen, Fields.Billing) && ReadText(ref json) && JournalNames.IsBilling(ref json);
        }

        if (json.ValueTextEquals("operation"u8)) return ReadText(ref json) && JournalNames.IsOperation(ref json);
        if (json.ValueTextEquals("name"u8))
        {
            if (!Note(ref seen, Fields.Name) || !ReadText(ref json)) return false;
            scanned.HasPlainNames &= JournalNames.IsPlain(json.ValueSpan);
            return true;
        }

        if (json.ValueTextEquals("images"u8)) return ReadImages(ref json, ref scanned);
        if (json.ValueTextEquals("usage"u8)) return ReadUsage(ref json);
        if (json.ValueTextEquals("inputs"u8)) return ReadTexts(ref json);
        return IsText(ref json) && ReadText(ref json);
    }

    /// <summary>The further fields that are text.</summary>
    private static bool IsText(ref Utf8JsonReader json) => json.ValueTextEquals("prompt"u8)
        || json.ValueTextEquals("aspectRatio"u8) || json.ValueTextEquals("error"u8)
        || json.ValueTextEquals("requestId"u8) || json.ValueTextEquals("clientRequestId"u8)
        || json.ValueTextEquals("task"u8);

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
