using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests;

public sealed class AimlApiTests : EmulatorTests
{
    private const string Prompt = "A T-Rex relaxing on a beach, lying on a sun lounger and wearing sunglasses.";

    [Fact]
    public async Task The_documented_example_of_a_create_is_sent_as_documented_and_as_nothing_else()
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
    public async Task The_documented_answer_comes_out_as_the_documented_values()
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
        Assert.Equal("126000 tokens", image.Usage.ToString());
        Assert.Equal("reve/create-image", image.Model);
        Assert.Equal("16:9", image.AspectRatio);
        Assert.Equal(Prompt, image.Prompt);
        Assert.Equal(1, image.Attempts);
        Assert.Equal(Url, image.ToString());
    }

    [Fact]
    public async Task Url_and_bytes_are_both_there_and_the_download_goes_without_the_key()
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
    public async Task Extra_fields_and_another_model_reach_the_wire()
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
    public async Task A_field_that_a_parameter_sends_is_not_sent_twice()
    {
        var fault = await FailAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["prompt"] = "another" },
        });

        Assert.Equal(ReveErrorKind.AdditionalBodyInvalid, fault.Kind);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task An_image_inside_the_answer_is_decoded()
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
    public async Task A_final_refusal_is_told_once_by_its_meaning(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Body = body });

        var fault = await FailAsync();

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(status, fault.Status);
        Assert.Equal("AimlApi", fault.Provider);
        Assert.Single(Paid);
        Assert.Empty(Emulator.Bill);
        Assert.NotEmpty(fault.Advice);
        if (body.Contains("r-1")) Assert.Equal("r-1", fault.RequestId);
    }

    [Fact]
    public async Task The_providers_words_come_along_without_the_key()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 401,
            Body = $$"""{"message":"Wrong key {{Emulator.ApiKey}}"}""",
        });

        var fault = await FailAsync();

        Assert.Equal("Wrong key ********", fault.ProviderMessage);
        Assert.DoesNotContain(Emulator.ApiKey, fault.ToString());
    }

    [Fact]
    public async Task A_withheld_image_is_an_error_that_keeps_charge_and_id()
    {
        var result = Assert.Single(await RunAsync(Create("a forbidden fox")));

        Assert.Null(result.Image);
        Assert.Equal(ReveErrorKind.ContentViolation, result.Error!.Kind);
        Assert.Equal(126000, result.Error.Usage!.Amount);
        Assert.Equal(Emulator.Bill.Single().RequestId, result.Error.RequestId);
    }

    [Fact]
    public async Task A_client_request_id_of_the_users_own_takes_the_place_of_ours()
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

        var fault = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create(), cancellation: Cancellation));

        Assert.Equal("night-7", fault.ClientRequestId);
        Assert.Equal("night-7", Emulator.Bill.Single().ClientRequestId);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_named_by_the_id_in_its_headers()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = "" });

        var fault = await FailAsync();

        Assert.True(Guid.TryParse(fault.RequestId, out _), fault.RequestId);
        System.IO.File.Delete(fault.ResponseFile!);
    }
}
