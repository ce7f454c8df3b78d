using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>The file beside an image that tells everything about it but its bytes.</summary>
public sealed class SidecarTests : JournalTestBase
{
    [Fact]
    public async Task It_tells_everything_under_the_names_of_the_properties()
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
        Assert.Equal([nameof(ReveImage.Bytes)], missing);
    }

    [Fact]
    public async Task One_that_is_missing_is_written_when_the_run_is_resumed()
    {
        await StartAsync(Create());

        var image = Assert.Single(await RunAllAsync(resume: true, sidecar: true, requests: Create())).Image!;

        Assert.True(Read(image).GetProperty("Resumed").GetBoolean());
    }

    [Fact]
    public async Task One_that_cannot_be_written_is_worth_a_warning_and_the_image_stays()
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
