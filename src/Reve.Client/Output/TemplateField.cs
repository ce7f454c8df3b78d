using System.Collections.Generic;

namespace Reve;

/// <summary>A field that a name template may have.</summary>
public sealed record TemplateField
{
    internal TemplateField(string name, string meaning, params string[] forms) =>
        (Name, Meaning, Forms) = (name, meaning, forms);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What stands in its place.</summary>
    public string Meaning { get; }

    /// <summary>How it can be written, the usual form first.</summary>
    public IReadOnlyList<string> Forms { get; }
}
