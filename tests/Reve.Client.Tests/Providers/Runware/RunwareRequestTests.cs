using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Providers.Runware;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>What is sent to Runware, byte for byte.</summary>
public sealed class RunwareRequestTests : RunwareTestBase
{
    [Fact]
    public async Task A_create_sends_the_size_of_its_aspect_ratio_and_requests_the_cost()
    {
        var image = await MakeAsync(Create() with { AspectRatio = "16:9" });

        var request = Assert.Single(Sent);
        Assert.Equal("/v1", request.Path);
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
        Assert.Equal(
            OneLine("""
                [{"taskType":"imageInference","taskUUID":"ID","model":"reve:2@1","positivePrompt":"a paper fox",
                "width":5376,"height":3072,"outputType":"URL","outputFormat":"PNG","deliveryMethod":"async",
                "includeCost":true}]
                """),
            BodyOf(request).Replace(IdIn(request), "ID"));
        Assert.Equal(IdIn(request), image.RequestId);
        Assert.NotNull(image.Bytes);
    }

    [Fact]
    public async Task A_remix_sends_its_images_in_their_order_with_the_tags_of_the_provider()
    {
        var file = Path.Combine(Folder, "fox.png");
        await File.WriteAllBytesAsync(file, PlainPng.Make((10, 10)), Cancellation);

        await MakeAsync(new ImageRequest
        {
            Operation = ReveOperation.Remix,
            Prompt = "the fox of <img>0</img> in the colours of <frame>1</frame>",
            Inputs = [ImageInput.FromFile(file), ImageInput.FromUrl("https://example.com/b.png")],
        });

        var request = Assert.Single(Sent);
        var data = Convert.ToBase64String(await File.ReadAllBytesAsync(file, Cancellation));
        Assert.Equal(
            OneLine("""
                [{"taskType":"imageInference","taskUUID":"ID","model":"reve:2@1",
                "positivePrompt":"the fox of <frame>0</frame> in the colours of <frame>1</frame>",
                "inputs":{"referenceImages":["data:image/png;base64,DATA","https://example.com/b.png"]},
                "outputType":"URL","outputFormat":"PNG","deliveryMethod":"async","includeCost":true}]
                """),
            BodyOf(request).Replace(IdIn(request), "ID").Replace(data, "DATA"));
        Assert.Equal(await File.ReadAllBytesAsync(file, Cancellation), Assert.Single(Emulator.Images.Inputs));
    }

    [Fact]
    public async Task An_edit_is_the_same_request_with_one_image()
    {
        await MakeAsync(Edit(ImageInput.FromUrl("https://example.com/fox.png")));

        Assert.Contains(
            ",\"inputs\":{\"referenceImages\":[\"https://example.com/fox.png\"]},", BodyOf(Assert.Single(Sent)));
    }

    [Theory]
    [InlineData(null, "PNG")]
    [InlineData("png", "PNG")]
    [InlineData("jpeg", "JPG")]
    [InlineData("webp", "WEBP")]
    public async Task The_format_is_always_specified(string? format, string expected)
    {
        var options = new Dictionary<ReveOption, object>();
        if (format is not null) options[ReveOption.Format] = format;

        var image = await MakeAsync(Create() with { Options = options });

        Assert.Contains($"\"outputFormat\":\"{expected}\"", BodyOf(Assert.Single(Sent)));
        Assert.NotNull(image.Bytes);
    }

    [Fact]
    public async Task A_webhook_address_and_additional_fields_are_sent()
    {
        var address = new Uri(Emulator.OtherHost, "/heard");

        await MakeAsync(Create() with
        {
            Options = new Dictionary<ReveOption, object> { [ReveOption.WebhookUri] = address },
            AdditionalBody = new Dictionary<string, object?> { ["outputQuality"] = 90 },
        });

        Assert.EndsWith(
            $"\"includeCost\":true,\"webhookURL\":\"{address}\",\"outputQuality\":90}}]", BodyOf(Assert.Single(Sent)));
        await UntilAsync(() => Emulator.Requests.Any(request => request is { Path: "/heard", IsComplete: true }));
        var heard = Emulator.Requests.Single(request => request.Path == "/heard");
        Assert.Equal(Assert.Single(SentIds), ReveClient.ReadWebhook(BodyOf(heard)).Id);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData(null)]
    public async Task Without_a_ratio_the_model_chooses_the_size(string? ratio)
    {
        await MakeAsync(Create() with { AspectRatio = ratio });

        Assert.DoesNotContain("width", BodyOf(Assert.Single(Sent)));
    }

    [Fact]
    public async Task A_size_in_the_additional_body_replaces_that_of_the_ratio()
    {
        await MakeAsync(Create() with
        {
            AspectRatio = "16:9",
            AdditionalBody = new Dictionary<string, object?> { ["width"] = 5504, ["height"] = 3072 },
        });

        Assert.EndsWith("\"includeCost\":true,\"width\":5504,\"height\":3072}]", BodyOf(Assert.Single(Sent)));
    }

    [Theory]
    [InlineData("numberResults", 2)]
    [InlineData("deliveryMethod", "sync")]
    [InlineData("taskUUID", "5b6b1c9e-2222-4c3c-8a8a-0f0f0f0f0f0f")]
    public async Task Additional_fields_that_would_change_price_or_identity_are_refused(string field, object value)
    {
        var error = await FailAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { [field] = value },
        });

        Assert.Equal(ReveErrorKind.AdditionalBodyInvalid, error.Kind);
        Assert.Equal(field, error.Target);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task Each_ratio_has_a_native_size_of_that_shape()
    {
        var ratios = ProviderRegistry.Get("Runware").Operations[0].AspectRatios.Where(ratio => ratio != "auto")
            .ToList();
        Assert.Equal(17, ratios.Count);
        foreach (var ratio in ratios)
        {
            var size = Assert.NotNull(RunwareSizes.Find(ratio));
            var sides = ratio.Split(':').Select(int.Parse).ToList();
            Assert.Equal((double)sides[0] / sides[1], (double)size.Width / size.Height, 0.035);
            Assert.NotNull(await MakeAsync(Create() with { AspectRatio = ratio }));
        }
    }

    [Fact]
    public async Task The_ratio_of_another_model_needs_a_size()
    {
        Emulator.OtherModels.Add("other:1@1");
        var request = Create() with { Model = "other:1@1", AspectRatio = "16:9" };

        var error = await FailAsync(request);

        Assert.Equal(ReveErrorKind.AspectRatioUnknown, error.Kind);
        Assert.Contains("-AdditionalBody", error.Advice);
        Assert.Empty(Emulator.Requests);
        await MakeAsync(request with
        {
            AdditionalBody = new Dictionary<string, object?> { ["width"] = 1024, ["height"] = 576 },
        });
    }

    [Fact]
    public async Task Each_attempt_has_an_id_of_its_own()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Status = 503, Body = "{}", Times = 2 });

        await MakeAsync(Create());

        Assert.Equal(3, SentIds.Distinct().Count());
        Assert.All(SentIds, id => Assert.Equal(4, Guid.ParseExact(id, "D").Version));
        var charge = Assert.Single(Emulator.Bill);
        Assert.Equal((SentIds.Last(), 0.20m, "USD"), (charge.ClientRequestId, charge.Amount, charge.Unit));
    }

    [Theory]
    [InlineData(0, ReveOperation.Edit, ReveErrorKind.InputMissing)]
    [InlineData(9, ReveOperation.Remix, ReveErrorKind.TooManyInputs)]
    public async Task The_number_of_images_is_checked_before_sending(
        int count, ReveOperation operation, ReveErrorKind kind)
    {
        var inputs = Enumerable.Repeat(ImageInput.FromUrl("https://example.com/fox.png"), count);

        var error = await FailAsync(Create() with { Operation = operation, Inputs = [.. inputs] });

        Assert.Equal(kind, error.Kind);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task The_emulator_refuses_what_is_not_documented()
    {
        foreach (var (field, value) in ((string, object)[])[("seed", 1), ("width", 1024)])
        {
            var error = await FailAsync(Create() with
            {
                AdditionalBody = new Dictionary<string, object?> { [field] = value },
            });
            Assert.Equal(ReveErrorKind.InvalidRequest, error.Kind);
        }

        var bodies = Sent.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Body)[0]);
        Assert.All(bodies, body => Assert.False(body.TryGetProperty("numberResults", out _)));
        Assert.Empty(Bill);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings("");
}
