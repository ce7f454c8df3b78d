using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.MadeUp;

/// <summary>A provider that follows CONTRIBUTING.md gets retries, cost limit, journal and validation for free.</summary>
public sealed class MadeUpProviderTests : EmulatorTests
{
    private const string Rejection = """{"problem":"too busy"}""";

    private static readonly string s_image = Convert.ToBase64String(PlainPng.Make((8, 8)));

    private static readonly string s_success = $$"""{"data":[{"b64_json":"{{s_image}}"}],"points":3}""";

    private ReveConnection MadeUp => Connection() with { Provider = MadeUpInfo.Info };

    [Fact]
    public async Task A_request_is_built_from_the_validated_request_and_its_response_is_read()
    {
        Respond(200, s_success);

        var image = Assert.Single(await NewClient().GenerateAsync(
            Create() with { AspectRatio = "2:1" }, Notices.Enqueue, Cancellation)).Image!;

        var request = Assert.Single(Paid);
        Assert.Equal("""{"text":"a paper fox","shape":"2:1"}""", Encoding.UTF8.GetString(request.Body));
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
        Assert.Equal(("MadeUp", "made-up/create", "3 points"), (image.Provider, image.Model, image.Usage!.ToString()));
        Assert.Equal(8, image.Width);
    }

    [Fact]
    public async Task Rejections_are_retried_and_recorded_in_the_journal_without_code_of_the_provider()
    {
        Respond(503, Rejection, times: 2);
        Respond(200, s_success);

        var results = await RunInFolderAsync(new CallPolicy());

        Assert.NotNull(Assert.Single(results).Image!.FullName);
        Assert.Equal(3, Paid.Count());
        Assert.Equal(
            ["started", "outcome", "started", "outcome", "started", "outcome", "saved"],
            (await File.ReadAllLinesAsync(Path.Combine(Folder, ReveJournal.FileName), Cancellation))
                .Select(line => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(line)
                    .GetProperty("event").GetString()));
    }

    [Fact]
    public async Task A_final_rejection_has_the_words_of_the_provider()
    {
        Respond(400, """{"problem":"no foxes"}""");

        var error = await Assert.ThrowsAsync<ReveException>(
            () => NewClient().GenerateAsync(Create(), Notices.Enqueue, Cancellation));

        Assert.Equal((ReveErrorKind.InvalidRequest, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Equal("no foxes", error.ProviderMessage);
    }

    [Fact]
    public async Task The_cost_limit_uses_the_price_in_the_data()
    {
        var error = await Assert.ThrowsAsync<ReveException>(() => RunInFolderAsync(new CallPolicy { CostLimit = 2 }));

        Assert.Equal(ReveErrorKind.CostLimitReached, error.Kind);
        Assert.Empty(Paid);
    }

    [Theory]
    [InlineData(101, "1:1", ReveErrorKind.PromptTooLong)]
    [InlineData(1, "16:9", ReveErrorKind.AspectRatioUnknown)]
    public void A_request_is_validated_against_the_data(int length, string ratio, ReveErrorKind kind)
    {
        var request = Create(new string('a', length)) with { AspectRatio = ratio };

        Assert.Equal(kind, Assert.Throws<ReveException>(() => NewClient().CreateJob(request)).Kind);
    }

    private void Respond(int status, string body, int times = 1) => Emulator.Misbehave(new Misbehaviour
    {
        Path = "/made-up", Status = status, Body = body, ContentType = "application/json", Times = times,
    });

    private ReveClient NewClient(CallPolicy? policy = null) =>
        new(MadeUp, policy ?? new CallPolicy(), Clock, provider: new MadeUpProvider());

    private async Task<System.Collections.Generic.IReadOnlyList<ReveResult>> RunInFolderAsync(CallPolicy policy)
    {
        using var journal = ReveJournal.Open(Folder);
        var client = NewClient(policy);
        var job = client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(Folder) };
        return await client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation);
    }
}
