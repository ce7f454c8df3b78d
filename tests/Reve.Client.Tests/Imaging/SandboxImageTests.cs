using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Imaging;

public class SandboxImageTests
{
    private const int White = 225;

    [Theory]
    [InlineData("16:9", 1360, 768)]
    [InlineData("9:16", 768, 1360)]
    [InlineData("3:2", 1248, 832)]
    [InlineData("2:3", 832, 1248)]
    [InlineData("4:3", 1152, 864)]
    [InlineData("3:4", 864, 1152)]
    [InlineData("1:1", 1024, 1024)]
    public void An_image_is_a_whole_png_of_the_size_that_was_asked_for(string ratio, int width, int height)
    {
        var scene = Scene("a paper fox") with { AspectRatio = ratio, Width = width, Height = height };

        var file = SandboxImage.Draw(scene);

        Assert.Equal(new ImageHeader(ImageFormat.Png, width, height), ImageHeaderReader.Read(file));
        Assert.Equal(((width * 3) + 1) * height, PngSample.Inflate(file).Length);
        Assert.InRange(file.Length, 10_000, 400_000);
    }

    [Fact]
    public void The_same_scene_is_the_same_image_to_the_last_pixel()
    {
        // Not only twice here: on any machine, with either build of the library.
        var pixels = PngReader.Read(SandboxImage.Draw(Scene("a paper fox"))).Rgba;

        Assert.StartsWith("9BB4F1591B18B3A7", Convert.ToHexString(SHA256.HashData(pixels)));
    }

    [Fact]
    public void Another_prompt_is_another_image_with_other_colours()
    {
        string[] prompts = ["a paper fox", "a glass fox", "a fox", "fox", "make it night", "a tram in Lisbon", "snow"];

        var skies = prompts
            .Select(prompt => PngReader.Read(SandboxImage.Draw(Scene(prompt))).Rgba[..3])
            .Select(Convert.ToHexString);

        Assert.True(skies.Distinct().Count() > 3);
    }

    [Fact]
    public void What_went_in_and_what_was_done_with_it_show()
    {
        var edit = Scene("make it night") with { Operation = ReveOperation.Edit, Inputs = ["day.png"] };
        var scenes = new[]
        {
            edit, edit with { Inputs = ["dusk.png"] }, edit with { Inputs = ["day.png", "dusk.png"] },
            edit with { Operation = ReveOperation.Remix }, edit with { Model = "another" },
            edit with { AspectRatio = "auto" },
        };

        Assert.Equal(scenes.Length, scenes.Select(SandboxImage.Draw).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void The_words_stand_dark_on_a_light_card()
    {
        var bitmap = PngReader.Read(SandboxImage.Draw(Scene("HHHHHHHH")));
        var middle = Enumerable.Range(bitmap.Width / 3, bitmap.Width / 3)
            .Select(x => bitmap.Rgba[((bitmap.Height / 2 * bitmap.Width) + x) * 4])
            .ToArray();

        Assert.Contains(middle, red => red < 40);
        Assert.Contains(middle, red => red > 250);
        Assert.InRange(Changes(middle, red => red > 128), 8, 40);
    }

    [Fact]
    public void The_line_at_the_foot_says_in_white_that_nothing_was_charged()
    {
        var bitmap = PngReader.Read(SandboxImage.Draw(Scene("a paper fox")));
        var foot = bitmap.Rgba.Skip((bitmap.Height - 45) * bitmap.Width * 4).Take(30 * bitmap.Width * 4)
            .Where((_, index) => index % 4 == 0)
            .ToArray();

        Assert.InRange(foot.Count(red => red > White), 400, 6000);
        Assert.True(foot.Count(red => red < 120) > foot.Length / 2);
    }

    [Fact]
    public void The_prompt_is_in_the_file_as_text_too()
    {
        var notes = PngSample.Chunks(SandboxImage.Draw(Scene("un renard déjà vu")))
            .Where(chunk => chunk.Type is "tEXt" or "iTXt")
            .Select(chunk => Encoding.UTF8.GetString(chunk.Content))
            .ToArray();

        Assert.Contains(notes, note => note.StartsWith("Software", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("un renard déjà vu"));
    }

    public static TheoryData<string> OddPrompts =>
    [
        "", " ", "\n\n\n", "\t", "a", "two\r\nlines", new string('x', 2560), new string('i', 9000), "\ud83e",
        "half \udd8a pairs", string.Concat(Enumerable.Repeat("🦊", 2560)), "e\u0301\u0302\u0303\u0300 zalgo\u0489",
        "\u0301 first", "\0\u0001\u007f", "<img>0</img><img>1</img>", "\u200b\ufeff", "狐の絵と月の下の狐",
        string.Join(" ", Enumerable.Repeat("harbour", 500)), "שלום עולם", "\U0010FFFF",
    ];

    [Theory]
    [MemberData(nameof(OddPrompts))]
    public void No_prompt_is_too_odd_to_be_drawn(string prompt) =>
        Assert.NotNull(ImageHeaderReader.Read(SandboxImage.Draw(Scene(prompt) with
        {
            Width = 680,
            Height = 384,
            Operation = ReveOperation.Remix,
            Inputs = ["", "a.png", new string('w', 300), "b.png", "c", "d", "e", "f", "g", "h"],
        })));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 900)]
    [InlineData(900, 16)]
    [InlineData(200, 200)]
    [InlineData(2048, 300)]
    public void No_size_is_too_odd_to_be_drawn(int width, int height) =>
        Assert.Equal((width, height), Size(SandboxImage.Draw(Scene("a paper fox") with
        {
            Width = width,
            Height = height,
            Inputs = ["a.png"],
        })));

    private static SandboxScene Scene(string prompt) => new()
    {
        Operation = ReveOperation.Create,
        Prompt = prompt,
        AspectRatio = "16:9",
        Width = 1360,
        Height = 768,
        Model = "sandbox",
    };

    private static (int Width, int Height) Size(byte[] file)
    {
        var bitmap = PngReader.Read(file);
        return (bitmap.Width, bitmap.Height);
    }

    private static int Changes(byte[] row, Func<byte, bool> isLight) =>
        row.Zip(row.Skip(1), (one, next) => isLight(one) != isLight(next)).Count(changed => changed);
}
