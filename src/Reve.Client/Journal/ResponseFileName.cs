using System.IO;
using System.Text.RegularExpressions;
using Reve.Output;

namespace Reve.Journal;

/// <summary>
/// The name that the journal has for the file of a response that cannot be read: in the output folder, or in the
/// folder for temporary files when the output folder is full.
/// </summary>
internal static class ResponseFileName
{
    private static readonly Regex s_form = new(
        @"\Areve-[a-z]+-[0-9a-f]{32}\.[a-z0-9]+\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a name has the form that this module makes.</summary>
    public static bool IsOne(string name) => s_form.IsMatch(name);

    public static string Relative(string folder, string fullName) => FolderPath.Relative(folder, fullName) ?? fullName;

    /// <summary>The full name; null when the name is not of the form that this module makes.</summary>
    public static string? Resolve(string folder, string? name)
    {
        if (name is null || !s_form.IsMatch(FileNames.Last(name))) return null;
        var temporary = Path.GetTempPath().TrimEnd('/', '\\');
        if (FolderPath.Relative(temporary, name) == FileNames.Last(name)) return name;
        return FileNames.Last(name) == name ? Path.Combine(folder, name) : null;
    }
}
