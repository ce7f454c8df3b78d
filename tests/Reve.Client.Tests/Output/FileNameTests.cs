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
    public void A_slug_is_the_words_of_the_prompt(string prompt, string slug) =>
        Assert.Equal(slug, FileNames.Slug(prompt));

    [Fact]
    public void A_long_slug_is_cut_at_a_word() =>
        Assert.Equal("word-word-word-word-word-word-word-word-word-word-word-word",
            FileNames.Slug(string.Join(' ', Enumerable.Repeat("word", 50))));

    [Fact]
    public void Every_form_of_a_field_that_is_offered_can_be_used() => Assert.All(
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
    [InlineData("right\u202Eleft", "right-left")]
    [InlineData("", "image")]
    public void A_name_is_one_that_every_system_takes(string name, string safe) =>
        Assert.Equal(safe, FileNames.Safe(name));

    [Fact]
    public void A_name_fits_into_the_bytes_of_a_directory_entry_without_cutting_a_character()
    {
        var safe = FileNames.Safe(string.Concat(Enumerable.Repeat("🦊", 200)));

        Assert.InRange(Encoding.UTF8.GetByteCount(safe), 1, 200);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(safe)));
    }

    [Theory]
    [InlineData("{index:0000}-{slug}", "0007-a-fox")]
    [InlineData("{provider}_{model}", "AimlApi_reve-create-image")]
    [InlineData("{date} {time}", "2026-01-02 03-04-05")]
    [InlineData("{date:yyyy}", "2026")]
    [InlineData("{requestid}", "rsid-1")]
    [InlineData("{source}", "cat")]
    [InlineData("{INDEX}", "7")]
    [InlineData("plain", "plain")]
    public void A_template_is_filled_from_the_result(string template, string name) =>
        Assert.Equal(name, new NameTemplate(template).Render(Image()));

    [Theory]
    [InlineData("{nonsense}")]
    [InlineData("{index:Q}")]
    [InlineData("{index")]
    [InlineData("index}")]
    [InlineData("a/b")]
    [InlineData("")]
    public void A_template_that_cannot_be_filled_is_refused_before_anything_is_spent(string template) =>
        Assert.Equal(ReveErrorKind.NameTemplateInvalid,
            Assert.Throws<ReveException>(() => new NameTemplate(template)).Kind);

    private static ReveImage Image() => new()
    {
        Prompt = "A fox",
        Operation = ReveOperation.Create,
        Provider = "AimlApi",
        Model = "reve/create-image",
        RequestId = "rsid-1",
        Index = 7,
        Sources = [Path.Combine("some", "cat.png")],
        CreatedAt = new System.DateTimeOffset(new System.DateTime(2026, 1, 2, 3, 4, 5, System.DateTimeKind.Local)),
    };
}
