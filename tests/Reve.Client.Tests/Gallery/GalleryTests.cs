using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Reve.Emulator;
using Reve.Gallery;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Gallery;

/// <summary>What a gallery has cards for, and how it writes texts and links.</summary>
public sealed class GalleryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reve-gallery-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Texts_of_a_journal_cannot_end_the_element_that_holds_them()
    {
        const string hostile = "</script><!--<script>\u2028\u0000'\"&";
        var page = File.ReadAllText(new GallerySample(_folder).Image("fox.png", hostile).Export(title: "<b>&\"'"));

        Assert.Equal(2, page.Split("</script>").Length - 1);
        Assert.DoesNotContain("<b>", page);
        Assert.Equal(hostile, Cards(page).Single().GetProperty("prompt").GetString());
    }

    [Fact]
    public void The_policy_allows_the_own_script_and_style_only()
    {
        var page = File.ReadAllText(new GallerySample(_folder).Image("fox.png", "a fox").Export());

        Assert.Matches("default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src 'self'", page);
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/2000/svg)", page);
    }

    [Fact]
    public void Placeholders_in_a_prompt_are_not_replaced()
    {
        var sample = new GallerySample(_folder).Image("fox.png", "{{script}} {{data}}");
        var page = File.ReadAllText(sample.Export("{{style}}"));

        Assert.Equal("{{script}} {{data}}", Cards(page).Single().GetProperty("prompt").GetString());
    }

    [Fact]
    public void A_journal_with_an_input_without_a_name_is_shown()
    {
        var page = File.ReadAllText(new GallerySample(_folder).Image("fox.png", "a fox", sources: [null!]).Export());

        Assert.Equal("fox.png", Cards(page).Single().GetProperty("name").GetString());
    }

    [Fact]
    public void Of_calls_with_one_file_the_last_one_has_the_image()
    {
        var sample = new GallerySample(_folder).Image("fox.png", "old").Image("fox.png", "new");

        var cards = Cards(File.ReadAllText(sample.Export()));

        Assert.Equal(["new"], cards.Where(HasFile).Select(Prompt));
        Assert.Equal(["old"], cards.Where(card => !HasFile(card)).Select(Prompt));
    }

    [Fact]
    public void An_image_without_a_journal_has_a_card_and_other_files_have_none()
    {
        File.WriteAllBytes(Path.Combine(_folder, "photo.jpg"), CompleteImages.All["jpeg baseline"].Bytes);
        File.WriteAllText(Path.Combine(_folder, "text.png"), "no image");
        File.WriteAllText(Path.Combine(_folder, "readme.txt"), "text");
        var notices = new List<ReveNotice>();
        var page = Path.Combine(_folder, "index.html");

        var count = ReveGallery.Write([_folder], page, "x", notify: notices.Add);

        Assert.Equal(1, count);
        Assert.Equal("photo.jpg", Cards(File.ReadAllText(page)).Single().GetProperty("file").GetString());
        Assert.Equal(ReveErrorKind.InputNotImage, Assert.Single(notices).Kind);
    }

    [Fact]
    public void A_source_is_linked_only_when_it_is_an_image_file()
    {
        File.WriteAllBytes(Path.Combine(_folder, "in put.png"), PlainPng.Make((2, 2)));
        var secret = Path.Combine(_folder, "secret.txt");
        File.WriteAllText(secret, "secret");
        var sample = new GallerySample(_folder).Image(
            "both.png", "x", sources: [Path.Combine(_folder, "in put.png"), secret, "https://example.com/a.png"]);

        var card = Cards(File.ReadAllText(sample.Export())).Single(card => Prompt(card) == "x");

        Assert.Equal(
            ["in%20put.png", null, null],
            card.GetProperty("sources").EnumerateArray()
                .Select(source => source.TryGetProperty("file", out var file) ? file.GetString() : null));
    }

    [Fact]
    public void A_damaged_journal_is_a_warning_and_the_images_are_shown()
    {
        File.WriteAllBytes(Path.Combine(_folder, "fox.png"), PlainPng.Make((2, 2)));
        File.WriteAllText(Path.Combine(_folder, ReveJournal.FileName), "damaged\n");
        var notices = new List<ReveNotice>();

        Assert.Equal(1, ReveGallery.Write([_folder], Path.Combine(_folder, "index.html"), "x", notify: notices.Add));

        Assert.Single(notices);
    }

    [Theory]
    [InlineData("/a/b/fox.png", "/a/b", "fox.png")]
    [InlineData("/a/b/fox.png", "/a/c/d", "../../b/fox.png")]
    [InlineData("/a/b c/50% #1?.png", "/a", "b%20c/50%25%20%231%3F.png")]
    [InlineData("/a/javascript:x.png", "/a", "javascript%3Ax.png")]
    public void Links_are_relative_and_escaped(string file, string folder, string link) =>
        Assert.Equal(link, RelativeLink.To(file, folder));

    [Theory]
    [InlineData("a fox", "'a fox'")]
    [InlineData("it's \u2018so\u2019", "'it''s \u2018\u2018so\u2019\u2019'")]
    [InlineData("\"$x\" `n", "'\"$x\" `n'")]
    [InlineData("a\nb$(x)`\"\u201C", "\"a$([char]0xA)b`$(x)```\"`\u201C\"")]
    [InlineData("\u202Ex\u001B[31m", "\"$([char]0x202E)x$([char]0x1B)[31m\"")]
    public void Texts_of_commands_are_quoted(string text, string quoted) =>
        Assert.Equal(quoted, PowerShellText.Quote(text));

    [Fact]
    public void Values_of_commands_have_the_form_of_PowerShell() => Assert.Equal(
        "@{ 'a' = 1.5; 'b' = @('x', $null); 'c' = @{ 'd''e' = $true } }",
        PowerShellText.Write(new Dictionary<string, object?>
        {
            ["a"] = 1.5m,
            ["b"] = new object?[] { "x", null },
            ["c"] = new Dictionary<string, object?> { ["d'e"] = true },
        }));

    [Fact]
    public void The_name_of_an_option_in_a_journal_cannot_add_to_the_command()
    {
        var image = new ReveImage
        {
            Prompt = "x",
            Operation = ReveOperation.Create,
            Provider = "P",
            Model = "m",
            Options = new Dictionary<string, object>
            {
                ["Upscale"] = 2L, ["RemoveBackground"] = true, ["x; Remove-Item"] = 1L,
            },
        };

        Assert.Equal(
            "New-ReveImage 'x' -Provider 'P' -Model 'm' -Upscale 2 -RemoveBackground", GalleryCommand.Of(image));
    }

    private static bool HasFile(JsonElement card) => card.TryGetProperty("file", out _);

    private static string? Prompt(JsonElement card) =>
        card.TryGetProperty("prompt", out var prompt) ? prompt.GetString() : null;

    private static List<JsonElement> Cards(string page)
    {
        const string start = "<script id=\"data\" type=\"application/json\">";
        var json = page[(page.IndexOf(start, StringComparison.Ordinal) + start.Length)..];
        return [.. JsonDocument.Parse(json[..json.IndexOf("</script>", StringComparison.Ordinal)]).RootElement
            .GetProperty("cards").EnumerateArray()];
    }
}
