using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Reve.Tests.Output;
using Xunit;

namespace Reve.Tests.Load;

/// <summary>
/// A run whose folder becomes full or disappears: each charge of the bill is an image, in a file or in memory, and
/// everything else is an error that says that nothing was charged.
/// </summary>
public sealed class LostFolderTests : JournalTestBase
{
    private const int Items = 8;

    private string _provider = "";

    private protected override string ProviderName => _provider;

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Given_a_disk_that_becomes_full_during_a_run_no_image_is_lost(string provider)
    {
        using var disk = SmallDisk.Mount(Out);
        var image = PlainPng.MakeOfLength(15_000);

        var saved = await RunAsync(provider, image, loseAfter: -1);

        Assert.InRange(saved, 1, Items - 1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Given_a_folder_that_disappears_during_a_run_no_image_is_lost(string provider) =>
        await RunAsync(provider, PlainPng.Make((8, 8)), loseAfter: Items / 3);

    /// <summary>Runs the items one after the other and compares them with the bill.</summary>
    /// <returns>The number of images in files.</returns>
    private async Task<int> RunAsync(string provider, byte[] image, int loseAfter)
    {
        _provider = provider;
        Emulator.Images.Next = image;
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: provider);
        using var journal = ReveJournal.Open(Out);
        var target = OutputTarget.ToFolder(Out);
        var (saved, inMemory) = (0, 0);
        for (var index = 0; index < Items; index++)
        {
            if (index == loseAfter) Directory.Delete(Out, recursive: true);
            var (made, error) = await RunOneAsync(client, journal, target, index);
            if (made is null)
            {
                Assert.Equal(Billing.NotCharged, error!.Billing);
                continue;
            }

            Assert.Equal(image, made.Bytes ?? await File.ReadAllBytesAsync(made.FullName!, Cancellation));
            if (made.FullName is not null) saved++;
            else inMemory++;
        }

        Assert.Equal(saved + inMemory, Emulator.Bill.Count);
        return saved;
    }

    private async Task<ReveResult> RunOneAsync(ReveClient client, ReveJournal journal, OutputTarget target, int index)
    {
        var operation = ProviderRegistry.Get(_provider).Operations[0];
        var input = ImageInput.FromUrl("https://example.com/fox.png");
        var request = new ImageRequest
        {
            Operation = operation.Operation, Prompt = $"fox {index}", Index = index,
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
        };
        try
        {
            var job = (client.CreateJob(request) with { Output = target }).EnterInto(journal);
            return Assert.Single(await client.GenerateAsync(job, Notices.Enqueue, Cancellation));
        }
        catch (ReveException exception)
        {
            return new ReveResult(null, exception);
        }
    }
}
