using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>The JSON file beside an image with its properties.</summary>
public sealed class SidecarTests : JournalTestBase
{
    [Fact]
    public async Task A_sidecar_has_all_properties_of_the_image_except_its_bytes()
    {
        var image = Assert.Single(await RunAllAsync(resume: false, sidecar: true, requests: Create())).Image!;

        var told = Read(image);
        Assert.Equal(image.Url, told.GetProperty("Url").GetString());
        Assert.Equal(image.Prompt, told.GetProperty("Prompt").GetString());
        Assert.Equal(image.Usage!.Amount, told.GetProperty("Usage").GetProperty("Amount").GetDecimal());
        Assert.Equal(image.Length, told.GetProperty("Length").GetInt64());
        Assert.Equal(image.CreatedAt, told.GetProperty("CreatedAt").GetDateTimeOffset());
        var missing = typeof(ReveImage).GetProperties().Select(property => property.Name)
            .Except(told.EnumerateObject().Select(field => field.Name));
        Assert.Empty(missing);
    }

    [Fact]
    public async Task A_missing_sidecar_is_written_when_the_run_is_resumed()
    {
        await StartAsync(Create());

        var image = Assert.Single(await RunAllAsync(resume: true, sidecar: true, requests: Create())).Image!;

        Assert.True(Read(image).GetProperty("Resumed").GetBoolean());
    }

    [Fact]
    public async Task Given_a_sidecar_that_cannot_be_written_the_image_is_saved_and_a_warning_follows()
    {
        Directory.CreateDirectory(Path.Combine(Out, "fox.png.json"));

        var result = Assert.Single(
            await RunAllAsync(resume: false, template: "fox", sidecar: true, requests: Create()));

        Assert.Null(result.Error);
        Assert.True(File.Exists(result.Image!.FullName));
        Assert.Contains(Notices, notice => notice.Level == ReveNoticeLevel.Warning
            && notice.Message.Contains("fox.png.json"));
        Assert.Empty(Directory.EnumerateFiles(Out, "*.part"));
    }

    private static JsonElement Read(ReveImage image) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(image.FullName + ".json"));
}
