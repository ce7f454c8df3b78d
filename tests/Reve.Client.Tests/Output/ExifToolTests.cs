using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Output;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>Embedded metadata in the eyes of exiftool, where it is installed.</summary>
public sealed class ExifToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reve-exiftool-").FullName;

    public static TheoryData<string> Formats => EmbeddedMetadataTests.Formats;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task It_reads_what_was_embedded_and_finds_nothing_wrong(string name)
    {
        var file = Embed(name);

        var output = await RunAsync("-json", "-G1", "-validate", "-warning", "-all", file);

        var tags = JsonDocument.Parse(output).RootElement[0];
        Assert.Equal("a \u201Cfox\u201D & an <owl>", tags.GetProperty("XMP-dc:Description").GetString());
        Assert.Equal(TestProviders.Any.Name, tags.GetProperty("XMP-reve:Provider").GetString());
        Assert.Equal("126000 tokens", tags.GetProperty("XMP-reve:Charge").GetString());
        Assert.DoesNotContain(tags.EnumerateObject(), tag => tag.Name.EndsWith(":Error", StringComparison.Ordinal));
        Assert.DoesNotContain("XMP", tags.EnumerateObject()
            .Where(tag => tag.Name.EndsWith(":Warning", StringComparison.Ordinal)).Select(tag => tag.Value.ToString()));
    }

    [Fact]
    public async Task A_file_that_it_rewrote_still_has_the_record()
    {
        var file = Embed("png");

        await RunAsync("-overwrite_original", "-XMP-dc:Creator=Somebody", file);

        var info = new ImageInfoReader().Read(ImageInput.FromFile(file));
        Assert.Equal(("a \u201Cfox\u201D & an <owl>", TestProviders.Any.Name), (info.Prompt, info.Provider));
    }

    private string Embed(string name)
    {
        var bytes = CompleteImages.All[name].Bytes;
        var header = ImageHeaderReader.Read(bytes)!;
        var file = Path.Combine(_folder, "fox" + header.Extension);
        using var destination = File.Create(file);
        var packet = XmpPacket.Write(
            new ReveImage
            {
                Prompt = "a \u201Cfox\u201D & an <owl>",
                Operation = ReveOperation.Create,
                Provider = TestProviders.Any.Name,
                Model = "reve/create-image",
                Usage = new ReveUsage { Amount = 126000, Unit = "tokens" },
                CreatedAt = DateTimeOffset.UnixEpoch,
            }, static text => text);
        Assert.Null(MetadataEmbedder.Embed(new MemoryStream(bytes), destination, header, packet));
        return file;
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("exiftool", arguments) { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("exiftool is not installed (Debian: libimage-exiftool-perl).");
            throw;
        }
    }
}
