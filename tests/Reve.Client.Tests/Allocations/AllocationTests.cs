using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Emulator.Fixed;
using Reve.Http;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Allocations;

/// <summary>The memory that calls allocate. It does not depend on the speed of the machine.</summary>
[Collection(AllocationCollection.Name)]
public sealed class AllocationTests : IDisposable
{
    private const int ImageLength = 8 * 1024 * 1024;
    private const int InputLength = 1_400_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    private static ImageRequest Request => new() { Operation = ReveOperation.Create, Prompt = "a paper fox" };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_small_call_allocates_at_most_12_KB()
    {
        const int Calls = 500;
        using var server = new FixedServer(FixedResponse.WithUrl());
        var client = Client(server);

        var allocated = await MeasureAsync(async () =>
        {
            for (var call = 0; call < Calls; call++)
            {
                await client.GenerateAsync(client.CreateJob(Request) with { SkipDownload = true });
            }
        });

        Assert.InRange(allocated / Calls, 0, 12 * 1024);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_in_a_response_is_saved_with_less_than_512_KB(bool isJournaled)
    {
        using var server = new FixedServer(FixedResponse.WithImage(PlainPng.MakeOfLength(ImageLength)));
        var client = Client(server);
        var target = OutputTarget.ToFolder(_folder);
        using var journal = ReveJournal.Open(_folder);

        var allocated = await MeasureAsync(async () =>
        {
            var job = client.CreateJob(Request) with { Output = target };
            job = isJournaled
                ? job.EnterInto(journal)
                : job with { Output = target.Reserve(Request, client.Provider) };
            var image = Assert.Single(await client.GenerateAsync(job)).Image!;
            Assert.Equal(ImageLength, new FileInfo(image.FullName!).Length);
        });

        Assert.InRange(allocated, 0, 512 * 1024);
    }

    [Fact]
    public async Task An_image_that_stays_in_memory_allocates_little_more_than_its_bytes()
    {
        using var server = new FixedServer(FixedResponse.WithImage(PlainPng.MakeOfLength(ImageLength)));
        var client = Client(server);

        var allocated = await MeasureAsync(async () =>
        {
            var image = Assert.Single(await client.GenerateAsync(client.CreateJob(Request))).Image!;
            Assert.Equal(ImageLength, image.Bytes!.Length);
        });

        Assert.InRange(allocated, ImageLength, ImageLength * 1.1);
    }

    [Fact]
    public async Task A_request_with_four_files_allocates_less_than_128_KB()
    {
        var files = Enumerable.Range(0, 4).Select(number =>
        {
            var file = Path.Combine(_folder, $"{number}.png");
            File.WriteAllBytes(file, PlainPng.MakeOfLength(InputLength, number));
            return file;
        }).ToList();
        var validator = new RequestValidator(TestProviders.Any, ProviderRegistry.All, static _ => { });

        var allocated = await MeasureAsync(async () =>
        {
            var request = validator.Validate(new ImageRequest
            {
                Operation = ReveOperation.Remix, Prompt = "all", Inputs = [.. files.Select(ImageInput.FromFile)],
            });
            using var content = new SingleUseContent(
                JsonBody.Write(body => body.Field("image_urls", request.Inputs)));
            await content.CopyToAsync(Stream.Null);
        });

        Assert.InRange(allocated, 0, 128 * 1024);
    }

    private static ReveClient Client(FixedServer server) => new(new ReveConnection
    {
        Provider = TestProviders.Any,
        BaseUri = server.Address,
        Key = ApiKey.From("0123456789abcdef"),
    });

    /// <summary>The least of a few runs: the first ones also fill the pools and compile.</summary>
    private static async Task<long> MeasureAsync(Func<Task> run)
    {
        var least = long.MaxValue;
        for (var count = 0; count < 5; count++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await run();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
