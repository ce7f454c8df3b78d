using System;
using System.Linq;
using System.Text.Json.Serialization;

namespace Reve.Journal;

/// <summary>
/// One line of a journal. Every line carries the identity of its item, so that each can be understood without the
/// others.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StartedRecord), "started")]
[JsonDerivedType(typeof(OutcomeRecord), "outcome")]
[JsonDerivedType(typeof(SavedRecord), "saved")]
internal abstract record JournalRecord
{
    private const int CallLength = 32;
    private const int ItemLength = 64;

    /// <summary>The fingerprint of the item.</summary>
    [JsonPropertyOrder(-4)]
    public required string Item { get; init; }

    /// <summary>The number of equal items before it in its run.</summary>
    [JsonPropertyOrder(-3)]
    public required int Copy { get; init; }

    /// <summary>The id of the call, the same for all its attempts.</summary>
    [JsonPropertyOrder(-2)]
    public required string Call { get; init; }

    [JsonPropertyOrder(-1)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the values are ones that this module writes. JSON may have null for any text.</summary>
    public virtual bool IsValid() => IsHexadecimal(Item, ItemLength) && IsHexadecimal(Call, CallLength) && Copy >= 0;

    private static bool IsHexadecimal(string? text, int length) =>
        text?.Length == length && text.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
