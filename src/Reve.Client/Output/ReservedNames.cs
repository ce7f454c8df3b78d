using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Reve.Output;

/// <summary>
/// The names that the images of one run have taken. Images that differ only in their extension do not share a name.
/// </summary>
internal sealed class ReservedNames
{
    private static readonly string[] s_extensions =
        [".png", ".jpg", ".webp", ".gif", ".avif", ".heif", ".heic", ".tif"];

    private readonly object _gate = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);

    public bool TryTake(string fullName)
    {
        lock (_gate) return _names.Add(WithoutImageExtension(fullName));
    }

    /// <summary>Takes the name, or the first free name with a number.</summary>
    /// <param name="fullName">The name without a number.</param>
    /// <param name="isFree">Whether a name is free on disk.</param>
    public string Take(string fullName, Func<string, bool> isFree)
    {
        lock (_gate)
        {
            _numbers.TryGetValue(fullName, out var number);
            while (true)
            {
                _numbers[fullName] = ++number;
                var candidate = number == 1 ? fullName : Numbered(fullName, number);
                if (isFree(candidate) && _names.Add(WithoutImageExtension(candidate))) return candidate;
            }
        }
    }

    public static string Numbered(string fullName, int number) => HasImageExtension(fullName)
        ? Path.Combine(
            Path.GetDirectoryName(fullName) ?? "",
            $"{Path.GetFileNameWithoutExtension(fullName)}-{number}{Path.GetExtension(fullName)}")
        : $"{fullName}-{number}";

    public static bool HasImageExtension(string fullName) =>
        ImageFormat.FromExtension(Path.GetExtension(fullName)) is not null;

    /// <summary>Whether an image of that name exists; without an extension, in any format.</summary>
    public static bool IsOnDisk(string fullName) => HasImageExtension(fullName)
        ? File.Exists(fullName)
        : s_extensions.Any(extension => File.Exists(fullName + extension));

    private static string WithoutImageExtension(string fullName) => HasImageExtension(fullName)
        ? fullName.Substring(0, fullName.Length - Path.GetExtension(fullName).Length)
        : fullName;
}
