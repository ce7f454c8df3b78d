using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Imaging;
using Reve.Output;
using Reve.Tests.History;
using Reve.Tests.Imaging;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>Metadata that is written into image files.</summary>
public sealed class EmbeddedMetadataTests : JournalTestBase
{
    private static readonly ReveImage s_image = new()
    {
        Prompt = "a fox & an <owl>\r\n\tin \u201Cquotes\u201D \uD83E\uDD8A \u0001",
        Operation = ReveOperation.Remix,
        Provider = TestProviders.AnyWithTasks.Name,
        Model = "reve/remix",
        AspectRatio = "16:9",
        Options = new Dictionary<string, object>
        {
            ["Version"] = "latest", ["Upscale"] = 2L, ["RemoveBackground"] = true,
        },
        AdditionalBody = new Dictionary<string, object?> { ["seed"] = 7L, ["style"] = null },
        Sources = ["/home/me/secret folder/fox.png", "https://example.com/a/owl.jpg?token=secret"],
        RequestId = "id-1",
        RevisedPrompt = "a red fox",
        Usage = new ReveUsage { Amount = 30.5m, Unit = "credits" },
        CreatedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(1)),
    };

    public static TheoryData<string> Formats =>
        [.. CompleteImages.All
            .Where(image => image.Value.Format is ImageFormat.Png or ImageFormat.Jpeg or ImageFormat.WebP)
            .Select(image => image.Key)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_embedded_is_read_again(string name)
    {
        var info = Read(Embed(CompleteImages.All[name].Bytes));

        Assert.Equal([ImageInfoOrigin.Embedded], info.Origins);
        Assert.Equal(s_image.Prompt, info.Prompt);
        Assert.Equal((s_image.Operation, s_image.Provider, s_image.Model), (info.Operation, info.Provider, info.Model));
        Assert.Equal((s_image.AspectRatio, s_image.RequestId), (info.AspectRatio, info.RequestId));
        Assert.Equal((s_image.RevisedPrompt, s_image.CreatedAt), (info.RevisedPrompt, info.CreatedAt));
        Assert.Equal(s_image.Options, info.Options);
        Assert.Equal(s_image.AdditionalBody, info.AdditionalBody);
        Assert.Equal((30.5m, "credits"), (info.Usage!.Amount, info.Usage.Unit));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_image_stays_complete_and_has_the_same_size_and_data(string name)
    {
        var (format, bytes) = CompleteImages.All[name];

        var embedded = Embed(bytes);

        Assert.Equal(ImageHeaderReader.Read(bytes), ImageHeaderReader.Read(embedded));
        Assert.Null(ImageCompleteness.FindMissingPart(embedded, format));
        // The data of the image follows the header of each format, and is one range of bytes.
        var data = bytes[(format == ImageFormat.WebP && bytes[15] != 'X' ? 12 : 33)..];
        Assert.True(embedded.AsSpan().IndexOf(data) > 0);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Metadata_is_replaced_and_not_repeated(string name)
    {
        var once = Embed(CompleteImages.All[name].Bytes);

        var twice = Embed(once, s_image with { Prompt = "another" });

        Assert.Equal("another", Read(twice).Prompt);
        Assert.Equal(1, Count(twice, "<x:xmpmeta"));
        Assert.Null(ImageCompleteness.FindMissingPart(twice, CompleteImages.All[name].Format));
    }

    [Fact]
    public void The_folders_of_sources_and_the_queries_of_addresses_are_not_written()
    {
        var info = Read(Embed(CompleteImages.All["png"].Bytes));

        Assert.Equal(["fox.png", "owl.jpg"], info.Sources);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(Embed(CompleteImages.All["png"].Bytes)));
    }

    [Fact]
    public void Metadata_of_other_programs_is_kept()
    {
        var foreign = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/png">
            <dc:creator><rdf:Seq><rdf:li>Somebody</rdf:li></rdf:Seq></dc:creator>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            """;
        var png = CompleteImages.All["png"].Bytes;
        byte[] text = [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(foreign)];

        var embedded = Embed([.. png[..33], .. Manifests.PngChunk("iTXt", text), .. png[33..]]);

        Assert.Equal(s_image.Prompt, Read(embedded).Prompt);
        Assert.Equal((1, 1), (Count(embedded, "Somebody"), Count(embedded, "<x:xmpmeta")));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg baseline")]
    [InlineData("webp lossy")]
    public void An_image_with_content_credentials_is_left_as_it_is(string name)
    {
        var store = Manifests.Store(Manifests.FirstVersion("make", "fox"));

        Assert.Contains("content credentials", TryEmbed(ContentCredentialsTests.With(name, store), s_image, out _));
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("avif")]
    [InlineData("tiff")]
    public void Another_format_is_left_as_it_is(string name) =>
        Assert.Contains("PNG, JPEG and WebP", TryEmbed(CompleteImages.All[name].Bytes, s_image, out _));

    [Fact]
    public void Metadata_that_a_segment_cannot_hold_leaves_the_image_as_it_is()
    {
        var body = new Dictionary<string, object?> { ["x"] = new string('x', 70_000) };
        var image = s_image with { AdditionalBody = body };

        Assert.Contains("bytes", TryEmbed(CompleteImages.All["jpeg baseline"].Bytes, image, out _));
    }

    [Fact]
    public async Task The_journal_has_the_hash_of_the_file_with_metadata_and_a_resumed_run_finds_it()
    {
        var image = await SaveAsync(resume: false);

        Assert.Equal(ContentHash.Of(File.ReadAllBytes(image.FullName!)), Lines()[^1].GetProperty("hash").GetString());
        Assert.Equal(new FileInfo(image.FullName!).Length, image.Length);
        Assert.Equal(image.FullName, (await SaveAsync(resume: true)).FullName);
        Assert.Single(Paid);
        Assert.DoesNotContain(Notices, notice => notice.Level == ReveNoticeLevel.Warning);
        Assert.Empty(Directory.EnumerateFiles(Out, "*.part"));
    }

    [Fact]
    public async Task A_file_that_the_journal_does_not_have_yet_is_recognized()
    {
        var image = await SaveAsync(resume: false);
        CutAfter(2);

        Assert.Equal(image.FullName, (await SaveAsync(resume: true)).FullName);
        Assert.Single(Images);
    }

    [Fact]
    public async Task An_image_that_came_in_the_response_leaves_no_part_file()
    {
        var image = await SaveAsync(resume: false, asBytes: true);

        Assert.Equal(image.FullName, Assert.Single(Images));
        Assert.Empty(Directory.EnumerateFiles(Out, "*.part"));
    }

    [Fact]
    public async Task The_key_is_not_written()
    {
        using var journal = ReveJournal.Open(Out);
        var job = Client().CreateJob(Create($"a fox with {Emulator.ApiKey} on it"));

        var image = Assert.Single(await Client().GenerateAsync(
            job with { Output = OutputTarget.ToFolder(Out), EmbedMetadata = true }, Notices.Enqueue,
            Cancellation)).Image!;

        var text = Encoding.UTF8.GetString(File.ReadAllBytes(image.FullName!));
        Assert.Contains("a fox with", text);
        Assert.DoesNotContain(Emulator.ApiKey, text);
    }

    [Fact]
    public async Task A_request_from_embedded_metadata_is_the_same_byte_for_byte()
    {
        var image = await SaveAsync(resume: false);
        File.Delete(JournalFile);
        var info = new ImageInfoReader().Read(ImageInput.FromFile(image.FullName!));

        await RunAsync(new ImageRequest
        {
            Operation = info.Operation!.Value,
            Prompt = info.Prompt!,
            Model = info.Model,
            AspectRatio = info.AspectRatio,
            AdditionalBody = info.AdditionalBody,
        });

        var sent = Paid.ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].Body, sent[1].Body);
    }

    private static int Count(byte[] bytes, string text) => Encoding.UTF8.GetString(bytes).Split(text).Length - 1;

    private static ReveImageInfo Read(byte[] bytes) => new ImageInfoReader().Read(ImageInput.FromBytes(bytes));

    private static byte[] Embed(byte[] bytes, ReveImage? image = null)
    {
        Assert.Null(TryEmbed(bytes, image ?? s_image, out var embedded));
        return embedded;
    }

    private static string? TryEmbed(byte[] bytes, ReveImage image, out byte[] embedded)
    {
        using var destination = new MemoryStream();
        var packet = XmpPacket.Write(image, static text => text);
        var reason = MetadataEmbedder.Embed(
            new MemoryStream(bytes), destination, ImageHeaderReader.Read(bytes), packet);
        embedded = destination.ToArray();
        return reason;
    }

    private async Task<ReveImage> SaveAsync(bool resume, bool asBytes = false)
    {
        var request = Create("a paper \"fox\"\r\nwith a \\ and \uD83E\uDD8A") with
        {
            AspectRatio = "16:9",
            AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = !asBytes },
        };
        using var journal = ReveJournal.Open(Out, resume);
        var job = Client().CreateJob(request) with { Output = OutputTarget.ToFolder(Out), EmbedMetadata = true };
        var result = Assert.Single(await Client().GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation));
        Assert.Null(result.Error);
        return result.Image!;
    }
}
