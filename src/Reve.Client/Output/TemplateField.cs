using System.Collections.Generic;

namespace Reve;

/// <summary>A field of a name template.</summary>
public sealed record TemplateField
{
    internal TemplateField(string name, string meaning, params string[] forms) =>
        (Name, Meaning, Forms) = (name, meaning, forms);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value that replaces the field.</summary>
    public string Meaning { get; }

    /// <summary>The ways to write the field, the usual one first.</summary>
    public IReadOnlyList<string> Forms { get; }
}
