# Draws the icon of the package: the head of a folded paper fox.

Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;

public static class FoxIcon
{
    private sealed record Face(uint Color, bool IsMirrored, double[] Corners);

    // Corners as x and y, from 0 to 1. Later faces cover earlier ones; a mirrored face is the right half of the head.
    private static readonly Face[] s_faces =
    {
        new(0xF08A3C, false, new[] { .14, .15, .50, .42, .50, .87, .12, .56 }),
        new(0xD96F26, true, new[] { .14, .15, .50, .42, .50, .87, .12, .56 }),
        new(0x7A3514, false, new[] { .19, .245, .335, .352, .178, .44 }),
        new(0x642A0F, true, new[] { .19, .245, .335, .352, .178, .44 }),
        new(0xFFA65C, false, new[] { .50, .42, .34, .62, .50, .80 }),
        new(0xE88440, true, new[] { .50, .42, .34, .62, .50, .80 }),
        new(0xFFF4E2, false, new[] { .12, .56, .34, .62, .50, .87 }),
        new(0xEBDCC4, true, new[] { .12, .56, .34, .62, .50, .87 }),
        new(0x2B1A2F, false, new[] { .29, .535, .395, .575, .335, .61 }),
        new(0x2B1A2F, true, new[] { .29, .535, .395, .575, .335, .61 }),
        new(0x2B1A2F, false, new[] { .445, .80, .50, .80, .50, .875 }),
        new(0x2B1A2F, true, new[] { .445, .80, .50, .80, .50, .875 }),
    };

    // Rows of RGBA, each after the filter byte of PNG. Each pixel is the mean of samples * samples points.
    public static byte[] Draw(int size, int samples)
    {
        var rows = new List<byte>(size * (1 + size * 4));
        for (var y = 0; y < size; y++)
        {
            rows.Add(0);
            for (var x = 0; x < size; x++) Add(rows, x, y, size, samples);
        }

        return rows.ToArray();
    }

    private static void Add(List<byte> rows, int x, int y, int size, int samples)
    {
        double red = 0, green = 0, blue = 0, covered = 0;
        for (var sample = 0; sample < samples * samples; sample++)
        {
            var px = (x + (sample % samples + .5) / samples) / size;
            var py = (y + (sample / samples + .5) / samples) / size;
            if (!IsInTile(px, py)) continue;
            var color = ColorAt(px, py);
            red += color >> 16;
            green += (color >> 8) & 255;
            blue += color & 255;
            covered++;
        }

        var count = Math.Max(covered, 1);
        rows.Add((byte)Math.Round(red / count));
        rows.Add((byte)Math.Round(green / count));
        rows.Add((byte)Math.Round(blue / count));
        rows.Add((byte)Math.Round(255 * covered / (samples * samples)));
    }

    private static bool IsInTile(double x, double y)
    {
        const double Radius = .2;
        var dx = Math.Max(0, Math.Max(Radius - x, x - 1 + Radius));
        var dy = Math.Max(0, Math.Max(Radius - y, y - 1 + Radius));
        return dx * dx + dy * dy <= Radius * Radius;
    }

    private static uint ColorAt(double x, double y)
    {
        for (var index = s_faces.Length - 1; index >= 0; index--)
        {
            var face = s_faces[index];
            if (IsInside(face.Corners, face.IsMirrored ? 1 - x : x, y)) return face.Color;
        }

        return y < .5 ? 0x2A2F6Bu : 0x262A61u;
    }

    private static bool IsInside(double[] corners, double x, double y)
    {
        var isInside = false;
        for (int index = 0, last = corners.Length - 2; index < corners.Length; last = index, index += 2)
        {
            double ax = corners[index], ay = corners[index + 1], bx = corners[last], by = corners[last + 1];
            if (ay > y != by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) isInside = !isInside;
        }

        return isInside;
    }
}
'@

# The bytes of one chunk of a PNG file: length, type, data and checksum.
function Get-PngChunk([string] $Type, [byte[]] $Data) {
    $content = [Text.Encoding]::ASCII.GetBytes($Type) + $Data
    $checksum = [uint32]::MaxValue
    foreach ($byte in $content) {
        $checksum = $checksum -bxor $byte
        1..8 | ForEach-Object {
            $checksum = ($checksum -band 1) ? (($checksum -shr 1) -bxor 0xEDB88320L) : ($checksum -shr 1)
        }
    }
    (Get-BigEndian $Data.Length) + $content + (Get-BigEndian ($checksum -bxor [uint32]::MaxValue))
}

function Get-BigEndian([uint32] $Number) { 24, 16, 8, 0 | ForEach-Object { [byte] (($Number -shr $_) -band 255) } }

function Export-Icon([string] $Path, [int] $Size = 128) {
    $packed = [IO.MemoryStream]::new()
    $compressor = [IO.Compression.ZLibStream]::new($packed, [IO.Compression.CompressionLevel]::SmallestSize)
    $compressor.Write([FoxIcon]::Draw($Size, 4))
    $compressor.Dispose()
    $header = (Get-BigEndian $Size) + (Get-BigEndian $Size) + [byte[]] (8, 6, 0, 0, 0)
    $file = [byte[]] (0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) + (Get-PngChunk IHDR $header) +
        (Get-PngChunk IDAT $packed.ToArray()) + (Get-PngChunk IEND @())
    [IO.File]::WriteAllBytes($Path, [byte[]] $file)
}
