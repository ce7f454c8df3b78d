using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>
/// A response: items and errors, each of which belongs to one task. An error can also be alone, or inside an item.
/// </summary>
internal sealed class RunwareEnvelope
{
    private RunwareEnvelope(IReadOnlyList<JsonElement> items, IReadOnlyList<RunwareError> errors) =>
        (Items, Errors) = (items, errors);

    /// <summary>The items that are not errors.</summary>
    public IReadOnlyList<JsonElement> Items { get; }

    public IReadOnlyList<RunwareError> Errors { get; }

    /// <summary>Reads a response: its envelope, a list of items, or a single item.</summary>
    public static RunwareEnvelope Read(JsonElement root)
    {
        var errors = ListOf(root.Get("errors")).Select(error => RunwareError.Read(error, default)).ToList();
        if (FilledError(root) is { } alone) errors.Add(RunwareError.Read(alone, root));
        var items = root.ValueKind == JsonValueKind.Array ? ListOf(root)
            : root.Get("data") is { } data ? ListOf(data)
            : errors.Count == 0 && root.Text("taskUUID") is not null ? [root]
            : [];
        errors.AddRange(items.Where(HasError).Select(item => RunwareError.Read(FilledError(item) ?? item, item)));
        return new RunwareEnvelope([.. items.Where(item => !HasError(item))], errors);
    }

    /// <summary>The items of a task, in their order.</summary>
    public IEnumerable<JsonElement> ItemsOf(string taskId) => Items.Where(item =>
        string.Equals(item.Text("taskUUID"), taskId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an item is an error. An image counts before an error that comes with it.</summary>
    private static bool HasError(JsonElement item) => !RunwareImage.IsIn(item)
        && (RunwareError.IsError(item) || FilledError(item) is not null);

    /// <summary>The error of an object; null for none, and for one without any content.</summary>
    private static JsonElement? FilledError(JsonElement item) => item.Get("error") switch
    {
        { ValueKind: JsonValueKind.Object } error when error.Fields().Any() => error,
        { ValueKind: JsonValueKind.String } text when text.StringValue() is { Length: > 0 } => text,
        _ => null,
    };

    private static IReadOnlyList<JsonElement> ListOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } item => [item],
        _ => [],
    };
}
