using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

public sealed class OneRouterEmulatorTests : EmulatorApiTests
{
    private const string Edit = "reve-edit-image-to-image";
    private const string Remix = "reve-remix-image-to-image";
    private const string Edits = "/v1/images/edits";

    private static readonly byte[] s_fox = PlainPng.Make((8, 8));

    [Fact]
    public async Task An_edit_is_answered_with_an_address_and_empty_strings_and_billed_as_one_call()
    {
        using var response = await PostAsync(Edits, Body(Edit, DataUri(s_fox)));

        var item = (await JsonOf(response)).GetProperty("data")[0];
        Assert.StartsWith(Emulator.BaseUri.AbsoluteUri, item.GetProperty("url").GetString());
        Assert.Equal("", item.GetProperty("b64_json").GetString());
        Assert.Equal("", item.GetProperty("revised_prompt").GetString());
        Assert.Equal(s_fox, Assert.Single(Emulator.Images.Inputs));
        var charge = Assert.Single(Emulator.Bill);
        Assert.Equal(("OneRouter", 1m, "call"), (charge.Provider, charge.Amount, charge.Unit));
    }

    [Fact]
    public async Task The_bare_key_opens_as_well_and_the_image_can_come_inline()
    {
        var body = Body(Remix, "https://images.test/a.png", "https://images.test/b.png");
        body["output_format"] = "b64_json";
        body["aspect_ratio"] = "1:1";

        using var response = await PostAsync(Edits, body, Emulator.ApiKey);

        var item = (await JsonOf(response)).GetProperty("data")[0];
        Assert.Equal(PlainPng.Make((1024, 1024)), item.GetProperty("b64_json").GetBytesFromBase64());
        Assert.Equal("", item.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("n", 2)]
    [InlineData("seed", 1)]
    [InlineData("output_format", "png")]
    [InlineData("aspect_ratio", "1:1")]
    public async Task A_field_that_an_edit_does_not_take_is_refused_and_costs_nothing(string name, object value)
    {
        var body = Body(Edit, DataUri(s_fox));
        body[name] = value;

        await AssertRefused(body, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(Edit, 0)]
    [InlineData(Edit, 2)]
    [InlineData(Remix, 5)]
    public async Task Too_few_and_too_many_images_are_refused(string model, int count) =>
        await AssertRefused(Body(model, [.. Enumerable.Repeat(DataUri(s_fox), count)]), HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_image_must_be_below_the_limit_and_of_a_known_format()
    {
        var atLimit = s_fox.Concat(new byte[1_500_000 - s_fox.Length]).ToArray();

        await AssertRefused(Body(Edit, DataUri(atLimit)), HttpStatusCode.BadRequest);
        await AssertRefused(Body(Edit, DataUri("GIF89a......"u8.ToArray())), HttpStatusCode.BadRequest);
        using var right = await PostAsync(Edits, Body(Edit, DataUri(atLimit[..^1])));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_forbidden_prompt_and_a_wrong_key_have_their_own_errors()
    {
        var body = Body(Edit, DataUri(s_fox));
        using var keyless = await PostAsync(Edits, body, "Bearer wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, keyless.StatusCode);
        body["prompt"] = "something forbidden";

        var error = await AssertRefused(body, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("content_policy_violation", error.GetProperty("type").GetString());
    }

    private async Task<JsonElement> AssertRefused(Dictionary<string, object> body, HttpStatusCode status)
    {
        using var response = await PostAsync(Edits, body);
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(Emulator.Bill);
        var error = (await JsonOf(response)).GetProperty("error");
        Assert.Equal((int)status, error.GetProperty("code").GetInt32());
        return error;
    }

    private static Dictionary<string, object> Body(string model, params string[] images) => new()
    {
        ["model"] = model,
        ["prompt"] = "make it night",
        ["image_urls"] = images,
    };
}
