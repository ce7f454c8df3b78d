using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads the properties of an object or the entries of a hashtable by name.</summary>
internal sealed class RecordProperties(object record)
{
    /// <summary>Whether the record has the property, also without a value.</summary>
    public bool Has(string name) => PipelineValue.Unwrap(record) is IDictionary map
        ? map.Keys.Cast<object>().Any(key => IsName(key, name))
        : PSObject.AsPSObject(record).Properties[name] is not null;

    public string? TextOf(string name) => Text.NullIfBlank(Value(name)?.ToString());

    public T As<T>(string name)
        where T : struct =>
        LanguagePrimitives.TryConvertTo<T>(Value(name), out var value) ? value : default;

    /// <summary>The value without its wrapper.</summary>
    public object? Value(string name) => PipelineValue.Unwrap(Wrapped(name));

    /// <summary>The value as the record has it, which can be a deserialized object.</summary>
    public object? Wrapped(string name) => PipelineValue.Unwrap(record) is IDictionary map
        ? map.Keys.Cast<object>().Where(key => IsName(key, name)).Select(key => map[key]).FirstOrDefault()
        : PSObject.AsPSObject(record).Properties[name]?.Value;

    private static bool IsName(object key, string name) =>
        string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase);
}
