using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Reve.Tests.Output;
using Xunit;

namespace Reve.Tests.Load;

/// <summary>
/// A run whose folder becomes full, disappears or cannot be written any more: each charge of the bill is an image, in a
/// file or in memory, and everything else is an error that says that nothing was charged.
/// </summary>
public sealed class LostFolderTests : JournalTestBase
{
    private const int Items = 8;

    private string _provider = "";

    private protected override string ProviderName => _provider;

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    public static MatrixTheoryData<string, UnwritableForm> Unwritable => new(
        TestProviders.Remote.Select(provider => provider.Name), [UnwritableForm.File, UnwritableForm.ReadOnly]);

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Given_a_disk_that_becomes_full_during_a_run_no_image_is_lost(string provider)
    {
        using var disk = SmallDisk.Mount(Out);
        var image = PlainPng.MakeOfLength(15_000);

        var saved = await RunAsync(provider, image);

        Assert.InRange(saved, 1, Items - 1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Given_a_folder_that_disappears_during_a_run_no_image_is_lost(string provider) =>
        await RunAsync(provider, PlainPng.Make((8, 8)), beforeItem: index =>
        {
            if (index == Items / 3) Directory.Delete(Out, recursive: true);
        });

    [Theory]
    [MemberData(nameof(Unwritable))]
    public async Task Given_a_folder_that_becomes_unwritable_during_a_paid_request_no_image_is_lost(
        string provider, UnwritableForm form)
    {
        var paid = 0;
        Emulator.Choose = request =>
        {
            if (request.PaidAt is not null && ++paid == 2) UnwritableFolder.Make(Out, form);
            return null;
        };

        var saved = await RunAsync(provider, PlainPng.Make((8, 8)));
        UnwritableFolder.Restore(Out);

        Assert.Equal((1, 2, 2), (saved, Emulator.Bill.Count, paid));
        Assert.Contains(Notices, notice => notice.Message.Contains("journal"));
    }

    [Theory]
    [InlineData(UnwritableForm.File)]
    [InlineData(UnwritableForm.BelowFile)]
    [InlineData(UnwritableForm.ReadOnly)]
    public void Given_a_folder_that_cannot_be_written_a_run_does_not_start(UnwritableForm form)
    {
        var folder = form == UnwritableForm.BelowFile ? Path.Combine(Out, "inner") : Out;
        UnwritableFolder.Make(folder, form);

        foreach (var resume in (bool[])[false, true])
        {
            var error = Assert.Throws<ReveException>(() => ReveJournal.Open(folder, resume));
            Assert.Equal(ReveErrorKind.OutputNotWritable, error.Kind);
            Assert.Contains(folder, error.Message);
        }

        UnwritableFolder.Restore(folder);
    }

    /// <summary>Runs the items one after the other and compares them with the bill.</summary>
    /// <returns>The number of images in files.</returns>
    private async Task<int> RunAsync(string provider, byte[] image, Action<int>? beforeItem = null)
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
            beforeItem?.Invoke(index);
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
