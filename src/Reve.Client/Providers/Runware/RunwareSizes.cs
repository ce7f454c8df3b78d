using System.Collections.Generic;

namespace Reve.Providers.Runware;

/// <summary>
/// The width and height of each aspect ratio. Runware documents that Reve 2.1 has 17 shapes of native 4K, but not
/// their sizes. Except for 16:9, which is the size of a published example of the model, they are derived: multiples of
/// 128 with about the area of 4096 x 4096. The width and height of -AdditionalBody replace them.
/// </summary>
internal static class RunwareSizes
{
    private static readonly Dictionary<string, (int Width, int Height)> s_sizes = new()
    {
        ["4:1"] = (8192, 2048),
        ["3:1"] = (6912, 2304),
        ["21:9"] = (6272, 2688),
        ["2:1"] = (5632, 2816),
        ["17:9"] = (5504, 2944),
        ["16:9"] = (5376, 3072),
        ["3:2"] = (4992, 3328),
        ["4:3"] = (4608, 3456),
        ["5:4"] = (4480, 3584),
        ["1:1"] = (4096, 4096),
        ["4:5"] = (3584, 4480),
        ["3:4"] = (3456, 4608),
        ["2:3"] = (3328, 4992),
        ["9:16"] = (3072, 5376),
        ["1:2"] = (2816, 5632),
        ["1:3"] = (2304, 6912),
        ["1:4"] = (2048, 8192),
    };

    /// <summary>The size of an aspect ratio; null when it has none.</summary>
    public static (int Width, int Height)? Find(string ratio) =>
        s_sizes.TryGetValue(ratio, out var size) ? size : null;
}
