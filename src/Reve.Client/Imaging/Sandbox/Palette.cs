namespace Reve.Imaging;

/// <summary>The colours of one sandbox image.</summary>
/// <param name="SkyTop">The sky above.</param>
/// <param name="SkyLow">The sky behind the hills.</param>
/// <param name="Sun">The sun, or the moon.</param>
/// <param name="Far">The hills far away.</param>
/// <param name="Near">The hill in front: dark enough for white words on it.</param>
/// <param name="Accent">What stands out on the card; white words are legible on it.</param>
internal sealed record Palette(Colour SkyTop, Colour SkyLow, Colour Sun, Colour Far, Colour Near, Colour Accent)
{
    private static readonly Palette[] All =
    [
        Of(0x7FA7D9, 0xFBD3B0, 0xFFF1D6, 0xD79A8F, 0x4A2C4F, 0xB83A58),
        Of(0x3B2F63, 0xF28C6A, 0xFFD9A0, 0xA0527A, 0x23183D, 0xB03A64),
        Of(0xA9D6C4, 0xF3F1D9, 0xFFFBE6, 0x8FBFA0, 0x17443C, 0x1B7356),
        Of(0x8CCBE6, 0xF1F7EE, 0xFFFFFF, 0x6FB3CC, 0x0E3F5C, 0x0D688D),
        Of(0xF5C98B, 0xFCEBC8, 0xFFF8E1, 0xE29A5B, 0x6E2F1C, 0xA8441A),
        Of(0x0F1B3D, 0x44599A, 0xF2EBCB, 0x2F4478, 0x0A1024, 0x3556A8),
        Of(0xB9B2EA, 0xFBE6EF, 0xFFF7FB, 0xA79BD8, 0x372B63, 0x6446AE),
        Of(0xF7C6CF, 0xFFF0E6, 0xFFFFFF, 0xE395A6, 0x5A1F3B, 0xAA2C58),
        Of(0xC9DA9A, 0xF7F4DC, 0xFFFDEB, 0xA9BA6B, 0x36431A, 0x55701B),
        Of(0x0E2A3F, 0x4FA3A5, 0xD9FFF0, 0x2E7C86, 0x071B28, 0x116A74),
        Of(0x5A2A55, 0xF6A65B, 0xFFE3A8, 0xB4506B, 0x2A1030, 0x9E3566),
        Of(0x9FB3C4, 0xF6D9CC, 0xFFF3EA, 0x8799A8, 0x26343F, 0xB4432D),
    ];

    public bool IsNight => SkyTop.Red + SkyTop.Green + SkyTop.Blue < 300;

    public static Palette For(string prompt) => All[new Dice(prompt).Below(All.Length)];

    private static Palette Of(int skyTop, int skyLow, int sun, int far, int near, int accent) => new(
        Colour.Of(skyTop), Colour.Of(skyLow), Colour.Of(sun), Colour.Of(far), Colour.Of(near), Colour.Of(accent));
}
