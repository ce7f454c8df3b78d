using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Finds columns that are named almost like a parameter and therefore set nothing.</summary>
internal sealed class ColumnMatcher
{
    private const int MinimumLengthForTypos = 5;

    private readonly HashSet<string> _bindable = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _other = new(StringComparer.OrdinalIgnoreCase);

    public ColumnMatcher(CommandInfo command)
    {
        foreach (var parameter in command.Parameters.Values)
        {
            if (Cmdlet.CommonParameters.Contains(parameter.Name)) continue;
            if (Cmdlet.OptionalCommonParameters.Contains(parameter.Name)) continue;
            var names = parameter.Aliases.Prepend(parameter.Name);
            if (parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)) _bindable.UnionWith(names);
            else _other.Add(parameter.Name);
        }

        // The record binder compares the property with the provider of the command.
        _other.Remove("Provider");
        _other.Remove("InputObject");
    }

    /// <summary>Returns a warning about the column; null when its name is no parameter or sets one.</summary>
    public string? Problem(string column)
    {
        if (_bindable.Contains(column)) return null;
        var letters = Letters(column);
        if (_bindable.FirstOrDefault(name => Letters(name) == letters || IsTypo(letters, Letters(name))) is { } close)
        {
            return $"The property '{column}' of the records is ignored. Rename it to '{close}' to set -{close}.";
        }

        return _other.FirstOrDefault(name => Letters(name) == letters) is { } other
            ? $"The property '{column}' of the records is ignored. Specify -{other} on the command line."
            : null;
    }

    private static string Letters(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));

    /// <summary>Whether two names differ in one character: missing, additional, another, or swapped.</summary>
    private static bool IsTypo(string one, string other)
    {
        if (Math.Min(one.Length, other.Length) < MinimumLengthForTypos) return false;
        if (Math.Abs(one.Length - other.Length) > 1) return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var restOne = one.Substring(start);
        var restOther = other.Substring(start);
        return Skip(restOne, 1) == Skip(restOther, 1) || Skip(restOne, 1) == restOther || restOne == Skip(restOther, 1)
            || (restOne.Length > 1 && restOther.Length > 1 && restOne[0] == restOther[1] && restOne[1] == restOther[0]
                && Skip(restOne, 2) == Skip(restOther, 2));
    }

    private static string Skip(string text, int count) => text.Length < count ? "" : text.Substring(count);
}
