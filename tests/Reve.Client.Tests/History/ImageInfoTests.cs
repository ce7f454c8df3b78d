using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Tests.Imaging;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.History;

/// <summary>What is read from an image, its sidecar and its journal.</summary>
public sealed class ImageInfoTests : JournalTestBase
{
    private readonly ImageInfoReader _reader = new();

    public static TheoryData<string> Samples => [.. CompleteImages.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_image_without_history_has_its_format_and_size(string name)
    {
        var (format, bytes) = CompleteImages.All[name];
        var header = ImageHeaderReader.Read(bytes)!;

        var info = _reader.Read(ImageInput.FromBytes(bytes));

        Assert.Equal((format.MediaType, header.Width, header.Height), (info.ContentType, info.Width, info.Height));
        Assert.Equal((bytes.Length, null, null), (info.Length, info.Prompt, info.MissingPart));
        Assert.Empty(info.Origins);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_saved_image_is_described_by_its_journal_and_its_sidecar(bool sidecar)
    {
        var request = Create() with
        {
            AspectRatio = "16:9",
            AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
        };
        var image = Assert.Single(await RunAllAsync(resume: false, sidecar: sidecar, requests: request)).Image!;

        var info = Read(image.FullName!);

        Assert.Equal(sidecar
            ? [ImageInfoOrigin.Sidecar, ImageInfoOrigin.Journal]
            : [ImageInfoOrigin.Journal], info.Origins);
        Assert.Equal((image.Prompt, image.Provider, image.Model), (info.Prompt, info.Provider, info.Model));
        Assert.Equal((ReveOperation.Create, "16:9"), (info.Operation, info.AspectRatio));
        Assert.Equal(image.RequestId, info.RequestId);
        Assert.Equal((image.Usage!.Amount, image.CreatedAt), (info.Usage!.Amount, info.CreatedAt));
        Assert.Equal(request.AdditionalBody, info.AdditionalBody);
        Assert.False(info.IsChanged);
    }

    [Fact]
    public async Task The_journal_of_a_folder_above_describes_an_image_in_a_subfolder()
    {
        using var journal = ReveJournal.Open(Out);
        var job = Client().CreateJob(Create()) with { Output = OutputTarget.ToFolder(Out).WithSubfolder("sub") };
        var image = Assert.Single(await Client().GenerateAsync(job.EnterInto(journal), null, Cancellation)).Image!;

        Assert.EndsWith(Path.Combine("sub", Path.GetFileName(image.FullName!)), image.FullName);
        Assert.Equal(image.Prompt, Read(image.FullName!).Prompt);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_marked()
    {
        var image = Assert.Single(await StartAsync(Create())).Image!;
        File.AppendAllText(image.FullName!, "more");

        Assert.True(Read(image.FullName!).IsChanged);
    }

    [Fact]
    public async Task The_journal_is_read_again_when_it_has_grown()
    {
        var first = Assert.Single(await StartAsync(Create())).Image!;
        Read(first.FullName!);
        var second = Assert.Single(await StartAsync(Create("a tin crow"))).Image!;

        Assert.Equal("a tin crow", Read(second.FullName!).Prompt);
    }

    [Fact]
    public void A_truncated_image_names_the_missing_part()
    {
        var bytes = CompleteImages.All["png"].Bytes;

        Assert.NotNull(_reader.Read(ImageInput.FromBytes([.. bytes.SkipLast(20)])).MissingPart);
    }

    [Theory]
    [InlineData("", ReveErrorKind.InputEmpty)]
    [InlineData("not an image", ReveErrorKind.InputNotImage)]
    [InlineData(null, ReveErrorKind.InputNotFound)]
    public void A_file_that_is_no_image_is_an_error(string? content, ReveErrorKind kind)
    {
        var file = Path.Combine(Folder, "file.png");
        if (content is not null) File.WriteAllText(file, content);

        Assert.Equal(kind, Assert.Throws<ReveException>(() => Read(file)).Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Prompt\":null,\"Operation\":\"Create\",\"Provider\":\"x\",\"Model\":\"y\"}")]
    [InlineData(
        "{\"Prompt\":\"\",\"Operation\":\"Create\",\"Provider\":\"x\",\"Model\":\"y\",\"Sources\":[null]}")]
    [InlineData("not json")]
    public void A_sidecar_of_another_form_is_ignored(string json)
    {
        var file = Path.Combine(Folder, "fox.png");
        File.WriteAllBytes(file, CompleteImages.All["png"].Bytes);
        File.WriteAllText(file + ".json", json);

        Assert.Empty(Read(file).Origins);
    }

    private ReveImageInfo Read(string file) => _reader.Read(ImageInput.FromFile(file));
}
