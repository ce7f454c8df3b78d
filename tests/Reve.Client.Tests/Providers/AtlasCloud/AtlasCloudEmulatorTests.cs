using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

/// <summary>What the emulator's page of Atlas Cloud refuses, and when it charges.</summary>
public sealed class AtlasCloudEmulatorTests : EmulatorApiTests
{
    private const string Generate = "/api/v1/model/generateImage";
    private const string Upload = "/api/v1/model/uploadMedia";
    private const string Creating = "reve-ai/reve-2.1/text-to-image";
    private const string Edit = "reve-ai/reve-2.1/edit";
    private const string Remix = "reve-ai/reve-2.1/remix";

    private static readonly byte[] s_fox = PlainPng.Make((8, 8));

    [Fact]
    public async Task A_task_is_charged_when_it_completes_and_not_when_it_is_accepted()
    {
        using var response = await PostAsync(Generate, Body(Creating));
        var id = (await JsonOf(response)).GetProperty("data").GetProperty("id").GetString();
        Assert.Empty(Emulator.Bill);

        Emulator.Tasks.Finish();

        var charge = Assert.Single(Emulator.Bill);
        Assert.Equal(
            ("AtlasCloud", Creating, 0.24m, "USD", id),
            (charge.Provider, charge.Model, charge.Amount, charge.Unit, charge.RequestId));
    }

    [Theory]
    [InlineData("seed", 7)]
    [InlineData("num_images", 2)]
    [InlineData("image_url", "https://example.com/a.png")]
    [InlineData("aspect_ratio", "7:3")]
    [InlineData("resolution", "2k")]
    [InlineData("output_format", "gif")]
    [InlineData("remove_background", "yes")]
    [InlineData("webhook_url", "http://example.com/hook")]
    public async Task A_field_that_the_page_does_not_name_or_allow_is_refused(string name, object value)
    {
        var body = Body(Creating);
        body[name] = value;

        await AssertRefusedAsync(body, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Images_are_refused_by_number_format_and_address()
    {
        await AssertRefusedAsync(Body(Edit), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(Body(Remix, "images", Array.Empty<string>()), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(
            Body(Remix, "images", Enumerable.Repeat("https://example.com/a.png", 7)), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(Body(Creating, "image", DataUri(s_fox)), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(Body(Edit, "image", DataUri("no image"u8.ToArray())), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(
            Body(Edit, "image", DataUri([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0])), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(
            Body(Edit, "image", Emulator.OtherHost + "atlas-media/none.png"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_long_prompt_an_unknown_model_and_a_wrong_key_are_refused()
    {
        await AssertRefusedAsync(Body(Creating, "prompt", new string('x', 2561)), HttpStatusCode.BadRequest);
        await AssertRefusedAsync(Body("reve-ai/reve-1"), HttpStatusCode.NotFound);
        await AssertRefusedAsync(Body(Creating), HttpStatusCode.Unauthorized, "Key " + Emulator.ApiKey);
        await AssertRefusedAsync(
            Body(Creating, "prompt", new string('x', 50_000_000)), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_wrong_path_is_refused_like_a_wrong_key()
    {
        using var response = await GetAsync("/api/v1/model/predictions/t1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("image", 1, true)]
    [InlineData("file", 2, true)]
    [InlineData("file", 1, false)]
    public async Task An_upload_has_one_field_with_one_named_image(string field, int count, bool isImage)
    {
        using var form = new MultipartFormDataContent();
        for (var number = 0; number < count; number++)
        {
            var part = new ByteArrayContent(isImage ? s_fox : Encoding.UTF8.GetBytes("no image"));
            part.Headers.ContentType = new("image/png");
            form.Add(part, field, "a.png");
        }

        using var response = await SendAsync(HttpMethod.Post, Upload, form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Emulator.Images.Uploads);
    }

    private async Task AssertRefusedAsync(
        Dictionary<string, object> body, HttpStatusCode status, string? authorization = null)
    {
        using var response = await PostAsync(Generate, body, authorization);

        Assert.Equal(status, response.StatusCode);
        var error = await JsonOf(response);
        Assert.Equal((int)status, error.GetProperty("code").GetInt32());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("data").ValueKind);
        Assert.Empty(Emulator.Tasks.All);
        Assert.Empty(Emulator.Bill);
    }

    private static Dictionary<string, object> Body(string model, string? name = null, object? value = null)
    {
        var body = new Dictionary<string, object> { ["model"] = model, ["prompt"] = "a paper fox" };
        if (name is not null) body[name] = value!;
        return body;
    }
}
