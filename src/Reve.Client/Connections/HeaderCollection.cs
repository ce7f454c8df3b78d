using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>Additional request headers. The names are public; the values may be secrets and never appear in text.</summary>
public sealed class HeaderCollection : IEquatable<HeaderCollection>
{
    private readonly Dictionary<string, string> _values;

    private HeaderCollection(Dictionary<string, string> values) => _values = values;

    /// <summary>A collection without headers.</summary>
    public static HeaderCollection Empty { get; } = new([]);

    /// <summary>The names of the headers.</summary>
    public IReadOnlyList<string> Names => [.. _values.Keys];

    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Creates a collection with a copy of the headers.</summary>
    public static HeaderCollection From(IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in headers) values[header.Key] = header.Value;
        return new(values);
    }

    /// <inheritdoc/>
    public bool Equals(HeaderCollection? other) =>
        other is not null && other._values.Count == _values.Count
        && _values.All(header => other._values.TryGetValue(header.Key, out var value) && value == header.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HeaderCollection);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Count;

    /// <summary>Returns the names.</summary>
    public override string ToString() => string.Join(", ", _values.Keys);
}
