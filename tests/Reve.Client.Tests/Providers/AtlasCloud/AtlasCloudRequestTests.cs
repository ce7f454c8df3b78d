using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Providers.AtlasCloud;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

public sealed class AtlasCloudRequestTests : AtlasCloudTestBase
{
    private static readonly ProviderInfo s_info = ProviderRegistry.Get("AtlasCloud");

    [Fact]
    public async Task A_create_is_a_task_that_is_sent_once_and_polled_to_its_image()
    {
        var image = await MakeAsync(Create());

        var submit = Assert.Single(Submits);
        Assert.Equal("""{"model":"reve-ai/reve-2.1/text-to-image","prompt":"a paper fox"}""", BodyOf(submit));
        Assert.Equal(("POST", Generate), (submit.Method, submit.Path));
        Assert.Equal($"Bearer {Emulator.ApiKey}", submit.Header("Authorization"));
        Assert.All(Queries, query => Assert.Equal("GET", query.Method));
        Assert.NotNull(image.Bytes);
        Assert.Equal(Assert.Single(Emulator.Bill).RequestId, image.RequestId);
        Assert.Contains(Notices, notice => notice is { Level: ReveNoticeLevel.Progress, Message: "running" });
        Assert.All(Downloads, download => Assert.Null(download.Header("Authorization")));
    }

    [Fact]
    public async Task Every_option_is_sent_with_its_name()
    {
        var webhook = new Uri(Emulator.HttpsUri, "/heard");

        await MakeAsync(Edit(ImageInput.FromUrl("https://example.com/fox.png")) with
        {
            AspectRatio = "17:9",
            Options = new Dictionary<ReveOption, object>
            {
                [ReveOption.Format] = "webp",
                [ReveOption.RemoveBackground] = true,
                [ReveOption.WebhookUri] = webhook.OriginalString,
            },
        });

        Assert.Equal(
            """
            {"model":"reve-ai/reve-2.1/edit","prompt":"in snow","image":"https://example.com/fox.png",
            "aspect_ratio":"17:9","output_format":"webp","remove_background":true,"webhook_url":"HOOK"}
            """.Replace("HOOK", webhook.OriginalString).Replace("\n", ""),
            BodyOf(Assert.Single(Submits)));
    }

    [Fact]
    public async Task A_remix_sends_its_images_in_their_order_and_the_tags_of_the_model()
    {
        await MakeAsync(Edit(
            ImageInput.FromUrl("https://example.com/a.png"), ImageInput.FromUrl("https://example.com/b.png")) with
        {
            Prompt = "the fox of <img>0</img> under the sky of <frame>1</frame>",
            AspectRatio = "auto",
        });

        Assert.Equal(
            """
            {"model":"reve-ai/reve-2.1/remix",
            "prompt":"the fox of <frame>0</frame> under the sky of <frame>1</frame>",
            "images":["https://example.com/a.png","https://example.com/b.png"],"aspect_ratio":"auto"}
            """.Replace("\n", ""),
            BodyOf(Assert.Single(Submits)));
    }

    [Fact]
    public async Task Additional_fields_are_at_the_top_level()
    {
        await MakeAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["resolution"] = "4k" },
        });

        Assert.Equal(
            """{"model":"reve-ai/reve-2.1/text-to-image","prompt":"a paper fox","resolution":"4k"}""",
            BodyOf(Assert.Single(Submits)));
    }

    [Fact]
    public void All_ratios_of_the_model_are_valid_and_no_others()
    {
        foreach (var ratio in AtlasCloudInfo.Info.Operations[0].AspectRatios) Validate(Create() with { AspectRatio = ratio });

        Assert.Equal(
            ReveErrorKind.AspectRatioUnknown, Reject(Create() with { AspectRatio = "7:3" }).Kind);
        Assert.Equal(18, AtlasCloudInfo.Info.Operations[0].AspectRatios.Count);
    }

    [Theory]
    [InlineData("http://example.com/hook", "https address")]
    [InlineData("ftp://example.com/hook", "https address")]
    [InlineData("https://example.com/LONG", "at most 1024 characters, but has 1025")]
    public void A_webhook_address_that_the_provider_refuses_is_an_error_before_sending(string address, string problem)
    {
        address = address.Replace("LONG", new string('x', 1025 - "https://example.com/".Length));

        var error = Reject(With(ReveOption.WebhookUri, address));

        Assert.Equal((ReveErrorKind.OptionOutOfRange, address), (error.Kind, error.Target));
        Assert.Contains(problem, error.Message);
        Validate(With(ReveOption.WebhookUri, "HTTPS://example.com/" + new string('x', 1004)));
    }

    [Theory]
    [InlineData(2560, true)]
    [InlineData(2561, false)]
    public void A_prompt_has_at_most_2560_characters(int length, bool isValid)
    {
        var request = Create(new string('x', length));
        if (isValid) Validate(request);
        else Assert.Equal(ReveErrorKind.PromptTooLong, Reject(request).Kind);
    }

    [Fact]
    public void A_remix_has_one_to_six_images_and_an_edit_has_one()
    {
        var inputs = Enumerable.Repeat(ImageInput.FromUrl("https://example.com/a.png"), 7).ToList();
        var remix = new ImageRequest { Operation = ReveOperation.Remix, Prompt = "all" };

        Validate(remix with { Inputs = [.. inputs.Take(1)] });
        Validate(remix with { Inputs = [.. inputs.Take(6)] });
        Assert.Equal(ReveErrorKind.TooManyInputs, Reject(remix with { Inputs = inputs }).Kind);
        Assert.Equal(
            ReveErrorKind.TooManyInputs,
            Reject(remix with { Operation = ReveOperation.Edit, Inputs = [.. inputs.Take(2)] }).Kind);
    }

    [Fact]
    public void A_format_that_the_provider_lacks_is_an_error_before_sending() =>
        Assert.Equal(ReveErrorKind.OptionOutOfRange, Reject(With(ReveOption.Format, "gif")).Kind);

    [Theory]
    [InlineData("0")]
    [InlineData("0.0")]
    public async Task A_header_that_makes_the_image_unavailable_is_an_error_before_sending(string hours)
    {
        var client = new ReveClient(
            Connection(ProviderName) with
            {
                Headers = HeaderCollection.From(
                    new Dictionary<string, string> { ["x-atlascloud-request-retention-hours"] = hours }),
            },
            new CallPolicy(), Clock);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create(), Notices.Enqueue, Cancellation));

        Assert.Equal(ReveErrorKind.HeaderInvalid, error.Kind);
        Assert.Empty(Emulator.Requests);
    }

    private static ValidatedRequest Validate(ImageRequest request) =>
        new RequestValidator(s_info, ProviderRegistry.All, _ => { }).Validate(request);

    private static ReveException Reject(ImageRequest request) =>
        Assert.Throws<ReveException>(() => Validate(request));
}
