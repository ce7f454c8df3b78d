using System;
using System.Collections.Generic;

namespace Reve.Graphics.Fonts;

/// <summary>
/// Decomposes accented letters and defines the shapes of the accents. The normalization tables of the system are not
/// used because they are missing in invariant globalization mode, and drawings must be equal on every machine.
/// </summary>
internal static class AccentTable
{
    public const int Horn = 0x031B;
    public const int Ogonek = 0x0328;

    // Code point and path of each accent, centered at zero. Accents below a letter are relative to the baseline.
    private static ReadOnlySpan<byte> Paths => """
        0300 m -1.9 2.9 l .9 0
        0301 m 1.9 2.9 l -.9 0
        0302 m -2.6 0 l 0 2.6 l 2.6 0
        0303 m -2.9 .5 c -2.3 1.8 -1.7 2.1 -1.2 2.1 c 0 2.1 0 .5 1.2 .5 c 1.7 .5 2.3 .9 2.9 2.1
        0304 m -2.6 1 l 2.6 1
        0306 m -2.6 2.6 v 0 .2 h 2.6 2.6
        0307 d 0 1.1
        0308 d -2.1 1.1 d 2.1 1.1
        0309 m -1.2 3 c -.6 4 1.4 4 1.4 2.6 c 1.4 1.6 0 1.6 0 0
        030A m 0 3.4 h 1.7 1.7 v 0 0 h -1.7 1.7 v 0 3.4
        030B m -.3 2.9 l -2.5 0 m 2.9 2.9 l .7 0
        030C m -2.6 2.6 l 0 0 l 2.6 2.6
        031B m -.6 -.8 c 1.6 -.8 2.4 .6 2.2 2
        0312 m -.5 0 c -.8 1.2 -.2 2.2 .9 2.9
        0323 d 0 -3.4
        0326 m .5 -2.4 c .6 -3.6 .2 -4.5 -.7 -5.2
        0327 m 0 0 l -.3 -1.5 c 2.2 -1.6 2.2 -4.3 -.3 -4.3 c -1 -4.3 -1.6 -4.1 -2 -3.8
        0328 m 0 0 c -1.6 -1.2 -2 -2.4 -1.6 -3.2 c -1.2 -4 0 -4.1 1 -3.6
        0331 m -2.6 -3.2 l 2.6 -3.2
        """u8;

    // Code point of the accent, accented letters, and the letters without the accent in the same order.
    private static ReadOnlySpan<byte> Compositions => """
        0300 ÀÈÌÒÙǸẀỲàèìòùǹẁỳẦỀỒầềồẰằỜờỪừЀЍѐѝ AEIOUNWYaeiounwyÂÊÔâêôĂăƠơƯưЕИеи
        0301 ÁÉÍÓÚÝĆĹŃŔŚŹÁáéíóúýćĺńŕśźẤẾỐấếốẮắỚớỨứḰḱẂẃǴǵЃ AEIOUYCLNRSZAaeiouyclnrszÂÊÔâêôĂăƠơƯưKkWwGgГ
        0301 ЌѓќΆΈΉΊΌΎΏάέήίόύώΐΰ КгкΑΕΗΙΟΥΩαεηιουωϊϋ
        0302 ÂÊÎÔÛĈĜĤĴŜŴŶâêîôûĉĝĥĵŝŵŷẬẬỆỆậệỘộẐẑ AEIOUCGHJSWYaeioucghjswyẠẠẸẸạẹỌọZz
        0303 ÃÑÕĨŨãñõĩũẪẴẼỄỖỠỮỸẫẵẽễỗỡữỹ ANOIUanoiuÂĂEÊÔƠƯYâăeêôơưy
        0304 ĀĒĪŌŪȲāēīōūȳӢӮӣӯ AEIOUYaeiouyИУиу
        0306 ĂĔĞĬŎŬăĕğĭŏŭẶặЙйЎў AEGIOUaegiouẠạИиУу
        0307 ĊĖĠİŻċėġżȦȧȮȯẆẇ CEGIZcegzAaOoWw
        0308 ÄËÏÖÜŸäëïöüÿẄẅЁЇёїӦӧӰӱΪΫϊϋ AEIOUYaeiouyWwЕІеіОоУуΙΥιυ
        0309 ẢẨẲẺỂỈỎỔỞỦỬỶảẩẳẻểỉỏổởủửỷ AÂĂEÊIOÔƠUƯYaâăeêioôơuưy
        030A ÅŮåů AUau
        030B ŐŰőű OUou
        030C ČĎĚŇŘŠŤŽĽǍǏǑǓǦǨčďěňřšťžľǎǐǒǔǧǩ CDENRSTZLAIOUGKcdenrstzlaiougk
        0312 ģ g
        031B ƠƯơư OUou
        0323 ẠẸỊỌỤỴḌḤḶṂṆṢṬẒạẹịọụỵḍḥḷṃṇṣṭẓỢỰợự AEIOUYDHLMNSTZaeiouydhlmnstzƠƯơư
        0326 ȘȚșțĢĶĻŅŖķļņŗ STstGKLNRklnr
        0327 ÇŞŢçşţȨȩ CSTcstEe
        0328 ĄĘĮŲǪąęįųǫ AEIUOaeiuo
        """u8;

    private static readonly Dictionary<int, string> Marks = ReadMarks();
    private static readonly Dictionary<int, (int Letter, int Mark)> Parts = ReadParts();

    public static bool TryGetPath(int mark, out string path) => Marks.TryGetValue(mark, out path!);

    public static bool TryDecompose(int letter, out (int Letter, int Mark) parts) =>
        Parts.TryGetValue(letter, out parts);

    public static bool IsAbove(int mark) => mark < Horn;

    private static Dictionary<int, string> ReadMarks()
    {
        var marks = new Dictionary<int, string>();
        foreach (var line in GlyphTable.LinesOf(Paths))
            marks[Hex(line)] = line[5..];
        return marks;
    }

    private static Dictionary<int, (int Letter, int Mark)> ReadParts()
    {
        var parts = new Dictionary<int, (int Letter, int Mark)>();
        foreach (var line in GlyphTable.LinesOf(Compositions))
        {
            var columns = line.Split(' ');
            for (var index = 0; index < columns[1].Length; index++)
                parts[columns[1][index]] = (columns[2][index], Hex(line));
        }

        return parts;
    }

    private static int Hex(string line) => Convert.ToInt32(line[..4], 16);
}
