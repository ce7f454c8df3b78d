using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>Tasks that an earlier run submitted are followed by their addresses or their ids.</summary>
public sealed class FalResumeTests : JournalTestBase
{
    private protected override string ProviderName => "Fal";

    private IEnumerable<RecordedRequest> Submits =>
        Paid.Where(request => request.Path == "/reve/2.1/text-to-image");

    [Theory]
    [InlineData(FalLinkHost.Queue, true)]
    [InlineData(FalLinkHost.None, false)]
    public async Task An_accepted_task_is_followed_and_not_sent_again(FalLinkHost host, bool hasLinks)
    {
        Emulator.Fal = new() { Links = host };
        await StopAfterAcceptanceAsync(Create());
        Assert.Equal(
            hasLinks,
            Lines()[1].TryGetProperty("taskLinks", out var links) && links.ValueKind != JsonValueKind.Null);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Equal(0.25m, image.Usage!.Amount);
        Assert.Single(Submits);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_resumed_task_with_a_missing_image_reports_it_again()
    {
        Emulator.Fal = new() { MissingImages = 1 };
        await StopAfterAcceptanceAsync(Create() with { Count = 2 });

        var results = await ResumeAsync(Create() with { Count = 2 });

        Assert.NotNull(results[0].Image!.FullName);
        Assert.NotNull(results[1].Error);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_task_whose_result_has_expired_is_sent_again_only_on_request()
    {
        await StopAfterAcceptanceAsync(Create());
        Emulator.Fal = new() { AreResultsExpired = true };

        Assert.Equal(ReveErrorKind.ResultExpired, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Single(Submits);

        await RunAllAsync(resume: true, SendAgain, requests: Create());
        Assert.Equal(2, Submits.Count());

        Emulator.Fal = new();
        Assert.NotNull(Assert.Single(await ResumeAsync(Create())).Image!.FullName);
        Assert.Equal(2, Submits.Count());
    }

    [Fact]
    public async Task An_address_that_repeats_the_key_is_not_in_the_journal()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = """
                {"request_id":"t1","response_url":"https://queue.fal.run/a","status_url":"https://queue.fal.run/KEY"}
                """.Replace("KEY", Emulator.ApiKey),
        });

        await StartAsync(Create());

        Assert.DoesNotContain(Emulator.ApiKey, await File.ReadAllTextAsync(JournalFile, Cancellation));
        Assert.Contains("t1", await File.ReadAllTextAsync(JournalFile, Cancellation));
    }

    /// <summary>A run that ends after the call was accepted.</summary>
    private async Task StopAfterAcceptanceAsync(ImageRequest request)
    {
        await StartAsync(request);
        CutAfter(2);
        foreach (var file in Images.ToList()) File.Delete(file);
    }
}
