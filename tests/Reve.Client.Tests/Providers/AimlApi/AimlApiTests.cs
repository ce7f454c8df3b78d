using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Providers;

public sealed class AimlApiTests : EmulatorTests
{
    private const string Prompt = "A T-Rex relaxing on a beach, lying on a sun lounger and wearing sunglasses.";

    [Fact]
    public async Task The_documented_create_request_is_sent_as_documented()
    {
        await MakeAsync(Create(Prompt) with { AspectRatio = "16:9" });

        var request = Assert.Single(Paid);
        Assert.Equal("/v1/images/generations", request.Path);
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal(
            $$"""{"model":"reve/create-image","prompt":"{{Prompt}}","aspect_ratio":"16:9"}""",
            Encoding.UTF8.GetString(request.Body));
        Assert.Equal(request.Body.Length.ToString(), request.Header("Content-Length"));
    }

    [Fact]
    public async Task The_documented_response_is_read_as_documented()
    {
        const string Url = "https://cdn.aimlapi.com/generations/phoenix/1759280291545-6280787e.png";
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = $$$"""
            {"data":[{"url":"{{{Url}}}","b64_json":null,"request_id":"rsid-f08b8f47354d688d6de93c400fdaf31c",
            "content_violation":false}],"meta":{"usage":{"tokens_used":126000} } }
            """,
        });

        var results = await Client().GenerateAsync(
            Create(Prompt) with { AspectRatio = "16:9" }, job => job with { SkipDownload = true },
            cancellation: Cancellation);

        var image = Assert.Single(results).Image!;
        Assert.Equal(Url, image.Url);
        Assert.Equal("rsid-f08b8f47354d688d6de93c400fdaf31c", image.RequestId);
        Assert.False(image.ContentViolation);
        Assert.Equal(126000, image.Usage!.Amount);
        Assert.Equal("tokens", image.Usage.Unit);
        Assert.Equal("126000 tokens (0.063 USD)", image.Usage.ToString());
        Assert.Equal("reve/create-image", image.Model);
        Assert.Equal("16:9", image.AspectRatio);
        Assert.Equal(Prompt, image.Prompt);
        Assert.Equal(1, image.Attempts);
        Assert.Equal(Url, image.ToString());
    }

    [Fact]
    public async Task The_result_has_url_and_bytes_and_the_download_has_no_key()
    {
        Emulator.HostsImagesElsewhere = true;

        var image = await MakeAsync(Create() with { AspectRatio = "16:9" });

        Assert.StartsWith(Emulator.OtherHost.AbsoluteUri, image.Url);
        Assert.Equal(PlainPng.Make((1360, 768)), image.Bytes);
        Assert.Equal((1360, 768), (image.Width, image.Height));
        Assert.Equal("image/png", image.ContentType);
        Assert.Equal(image.Bytes!.Length, image.Length);
        Assert.Null(Assert.Single(Downloads).Header("Authorization"));
    }

    [Fact]
    public async Task Additional_fields_and_another_model_are_sent()
    {
        Emulator.OtherModels.Add("flux/dev");

        await MakeAsync(Create() with
        {
            Model = "flux/dev",
            AdditionalBody = new Dictionary<string, object?>
            {
                ["seed"] = 7,
                ["guidance"] = 3.5,
                ["tags"] = new object[] { "a", true, null! },
            },
        });

        Assert.Equal(
            """{"model":"flux/dev","prompt":"a paper fox","seed":7,"guidance":3.5,"tags":["a",true,null]}""",
            Encoding.UTF8.GetString(Paid.Single().Body));
    }

    [Fact]
    public async Task An_additional_field_that_exists_already_is_rejected()
    {
        var error = await FailAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["prompt"] = "another" },
        });

        Assert.Equal(ReveErrorKind.AdditionalBodyInvalid, error.Kind);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task An_image_inside_the_response_is_decoded()
    {
        var image = await MakeAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?>
            {
                ["convert_base64_to_url"] = false,
            },
        });

        Assert.Null(image.Url);
        Assert.Equal(PlainPng.Make((1248, 832)), image.Bytes);
    }

    [Theory]
    [InlineData(400, """{"message":"prompt: Required","requestId":"r-1","statusCode":"400"}""",
        ReveErrorKind.InvalidRequest)]
    [InlineData(401, """{"message":"Credential rejected","requestId":"r-1","statusCode":401}""",
        ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, """{"title":"Forbidden","status":403,"message":"You have run out of credits"}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(403, """{"message":"Account verification needed"}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(404, """{"error":{"message":"No such model"}}""", ReveErrorKind.ModelRetired)]
    [InlineData(410, """{"message":"Withdrawn"}""", ReveErrorKind.ModelRetired)]
    [InlineData(429, """{"message":"Your quota is exhausted"}""", ReveErrorKind.OutOfCredit)]
    [InlineData(451, "no json at all", ReveErrorKind.InvalidRequest)]
    public async Task A_final_rejection_is_classified_by_its_cause(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Body = body });

        var error = await FailAsync();

        Assert.Equal(kind, error.Kind);
        Assert.Equal(status, error.Status);
        Assert.Equal("AimlApi", error.Provider);
        Assert.Single(Paid);
        Assert.Empty(Emulator.Bill);
        Assert.NotEmpty(error.Advice);
        if (body.Contains("r-1")) Assert.Equal("r-1", error.RequestId);
    }

    [Fact]
    public async Task The_providers_message_is_reported_without_the_key()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 401,
            Body = $$"""{"message":"Wrong key {{Emulator.ApiKey}}"}""",
        });

        var error = await FailAsync();

        Assert.Equal("Wrong key ********", error.ProviderMessage);
        Assert.DoesNotContain(Emulator.ApiKey, error.ToString());
    }

    [Fact]
    public async Task A_withheld_image_is_an_error_with_usage_and_id()
    {
        var result = Assert.Single(await RunAsync(Create("a forbidden fox")));

        Assert.Null(result.Image);
        Assert.Equal(ReveErrorKind.ContentViolation, result.Error!.Kind);
        Assert.Equal(126000, result.Error.Usage!.Amount);
        Assert.Equal(Emulator.Bill.Single().RequestId, result.Error.RequestId);
    }

    [Fact]
    public async Task A_client_request_id_in_the_headers_of_the_connection_is_used()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.ResetAfterBody });
        var client = new ReveClient(
            Connection() with
            {
                Headers = HeaderCollection.From(
                    new Dictionary<string, string> { ["x-client-request-id"] = "night-7" }),
            },
            new CallPolicy(),
            Clock);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create(), cancellation: Cancellation));

        Assert.Equal("night-7", error.ClientRequestId);
        Assert.Equal("night-7", Emulator.Bill.Single().ClientRequestId);
    }

    [Fact]
    public async Task The_error_of_an_unreadable_response_has_the_id_from_its_headers()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = "" });

        var error = await FailAsync();

        Assert.True(Guid.TryParse(error.RequestId, out _), error.RequestId);
        System.IO.File.Delete(error.ResponseFile!);
    }
}
