using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Requests;

/// <summary>Memory is counted for the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests : IDisposable
{
    private const int Length = 1_400_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    [Fact]
    public async Task A_remix_of_four_files_allocates_less_than_256_KB_while_it_is_sent()
    {
        var request = new ImageRequest
        {
            Operation = ReveOperation.Remix, Prompt = "all", Inputs = [.. Enumerable.Range(0, 4).Select(Image)],
        };
        await SendAsync(request);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(request);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{allocated} bytes allocated for {4 * Length} bytes of images");
        Assert.InRange(allocated, 0, 256 * 1024);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task SendAsync(ImageRequest request)
    {
        var known = new RequestValidator(TestProviders.Any, ProviderRegistry.All, _ => { }).Validate(request);
        using var content = new SingleUseContent(JsonBody.Write(body => body.Field("image_urls", known.Inputs)));
        await content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }

    private ImageInput Image(int number)
    {
        var file = Path.Combine(_folder, $"{number}.png");
        var bytes = new byte[Length];
        new Random(number).NextBytes(bytes);
        PlainPng.Make((16, 16)).AsSpan(0, 33).CopyTo(bytes);
        File.WriteAllBytes(file, bytes);
        return ImageInput.FromFile(file);
    }
}
