using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Journal;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Half a surrogate pair in a prompt, as a string that was cut through an emoji has.</summary>
public sealed class LoneSurrogateTests : JournalTestBase
{
    private static readonly string s_cut = "a fox 🦊"[..^1];

    [Fact]
    public async Task The_image_is_saved_with_journal_and_sidecar_and_is_not_paid_for_again()
    {
        var provider = "Sandbox";
        using (var journal = ReveJournal.Open(Out)) await RunAsync(journal);
        var image = Assert.Single(Images);
        Assert.True(File.Exists(image + ".json"));
        Assert.Contains("\uFFFD", Lines()[0].GetProperty("prompt").GetString());

        using (var journal = ReveJournal.Open(Out, resume: true))
        {
            var result = Assert.Single(await RunAsync(journal));
            Assert.True(result.Image!.Resumed);
        }

        async Task<System.Collections.Generic.IReadOnlyList<ReveResult>> RunAsync(ReveJournal journal)
        {
            var client = Client(provider: provider);
            var job = client.CreateJob(Create(s_cut)) with { Output = OutputTarget.ToFolder(Out), Sidecar = true };
            return await client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation);
        }
    }

    [Fact]
    public void Prompts_that_differ_only_in_a_lone_surrogate_are_different_items()
    {
        var prompts = new[] { "a \uD83E fox", "a \uD83D fox", "a \uFFFD fox", "a \uDD8A fox" };

        var items = prompts.Select(Item).ToList();

        Assert.Equal(4, items.Distinct().Count());
        Assert.Equal(items, prompts.Select(Item));
    }

    private static string Item(string prompt)
    {
        var provider = ProviderRegistry.Get("Sandbox");
        var validator = new RequestValidator(provider, ProviderRegistry.All, static _ => { });
        return Fingerprint.Of(validator.Validate(Create(prompt)), provider);
    }
}
