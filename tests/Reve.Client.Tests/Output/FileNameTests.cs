using System;
using System.IO;
using System.Linq;
using System.Text;
using Reve.Output;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Output;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("A paper fox!", "a-paper-fox")]
    [InlineData("  Fox's <img>0</img> ... den ", "foxs-img-0-img-den")]
    [InlineData("Éclair & Straße", "éclair-straße")]
    [InlineData("狐と月", "狐と月")]
    [InlineData("🦊", "image")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    public void A_slug_has_the_words_of_the_prompt(string prompt, string slug) =>
        Assert.Equal(slug, FileNames.Slug(prompt));

    [Fact]
    public void A_long_slug_is_cut_between_words() =>
        Assert.Equal("word-word-word-word-word-word-word-word-word-word-word-word",
            FileNames.Slug(string.Join(' ', Enumerable.Repeat("word", 50))));

    [Fact]
    public void Each_documented_form_of_a_field_is_valid() => Assert.All(
        OutputTarget.TemplateFields.SelectMany(field => field.Forms),
        form => Assert.NotNull(OutputTarget.ToFolder(Path.GetTempPath(), form)));

    [Theory]
    [InlineData("CON", "_CON")]
    [InlineData("nul.png", "_nul.png")]
    [InlineData("COM1.tar.gz", "_COM1.tar.gz")]
    [InlineData("console", "console")]
    [InlineData("trailing. . ", "trailing")]
    [InlineData("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j")]
    [InlineData("tab\tand\u0000nul", "tab-and-nul")]
    [InlineData(".hidden", "_.hidden")]
    [InlineData("reve-journal", "_reve-journal")]
    [InlineData("Reve-Journal.x", "_Reve-Journal.x")]
    [InlineData("right\u202Eleft", "right-left")]
    [InlineData("", "image")]
    public void A_safe_name_is_valid_on_every_system(string name, string safe) =>
        Assert.Equal(safe, FileNames.Safe(name));

    [Fact]
    public void A_long_name_is_cut_between_characters_to_fit_a_directory_entry()
    {
        var safe = FileNames.Safe(string.Concat(Enumerable.Repeat("🦊", 200)));

        Assert.InRange(Encoding.UTF8.GetByteCount(safe), 1, 200);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(safe)));
    }

    [Fact]
    public void Given_any_text_names_are_made_without_an_exception_and_hold_no_control_character()
    {
        var random = new Random(20);
        for (var round = 0; round < 5_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 400)).Select(_ => Letter(random))]);
            var names = new[] { FileNames.Safe(text), FileNames.Slug(text), FileNames.Safe(FileNames.Stem(text)) };
            foreach (var name in names)
            {
                Assert.Null(FileNames.Problem(name));
                Assert.InRange(Encoding.UTF8.GetByteCount(name + "-9999.heic.json"), 1, 255);
                Assert.DoesNotContain(name, letter => char.IsControl(letter) || "\u202E\u2066\u200F".Contains(letter));
            }
        }
    }

    [Fact]
    public void A_slug_has_no_half_of_a_character()
    {
        Assert.Equal("a-fox", FileNames.Slug("a fox \uD83E"));
        Assert.Equal("a-fox", FileNames.Slug("\uDD8A a fox"));
        Assert.Equal("image", FileNames.Slug("\uFFFE\uFFFF"));
        Assert.Equal("\U00020000\U00020001", FileNames.Slug("\U00020000\U00020001"));
    }

    [Fact]
    public void A_very_long_prompt_is_named_quickly() =>
        Assert.InRange(FileNames.Slug(new string('x', 50_000_000)).Length, 1, 60);

    [Theory]
    [InlineData("{index:0000}-{slug}", "0007-a-fox")]
    [InlineData("{provider}_{model}", "AimlApi_reve-create-image")]
    [InlineData("{date} {time}", "2026-01-02 03-04-05")]
    [InlineData("{date:yyyy}", "2026")]
    [InlineData("{requestid}", "rsid-1")]
    [InlineData("{source}", "cat")]
    [InlineData("{INDEX}", "7")]
    [InlineData("plain", "plain")]
    public void A_template_is_rendered_from_the_image(string template, string name) =>
        Assert.Equal(name, new NameTemplate(template).Render(Image()));

    [Theory]
    [InlineData("{nonsense}")]
    [InlineData("{index:Q}")]
    [InlineData("{index")]
    [InlineData("index}")]
    [InlineData("a/b")]
    [InlineData("")]
    public void An_invalid_template_is_refused(string template) =>
        Assert.Equal(ReveErrorKind.NameTemplateInvalid,
            Assert.Throws<ReveException>(() => new NameTemplate(template)).Kind);

    private static char Letter(Random random) => random.Next(4) switch
    {
        0 => (char)random.Next(0x20, 0x7F),
        1 => (char)random.Next(0xD800, 0xE000),
        2 => "\u202E\u2066\u200F\u0000\u001B\uFFFE\uFFFF\uFFFD/\\:."[random.Next(12)],
        _ => (char)random.Next(0x10000),
    };

    private static ReveImage Image() => new()
    {
        Prompt = "A fox",
        Operation = ReveOperation.Create,
        Provider = TestProviders.Any.Name,
        Model = "reve/create-image",
        RequestId = "rsid-1",
        Index = 7,
        Sources = [Path.Combine("some", "cat.png")],
        CreatedAt = new DateTimeOffset(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local)),
    };
}
