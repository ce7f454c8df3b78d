using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Providers;

public sealed class OneRouterTests : EmulatorTests
{
    private protected override string ProviderName => "OneRouter";

    [Fact]
    public async Task An_edit_is_sent_as_documented_and_its_response_is_read()
    {
        var image = await MakeAsync(Edit("https://example.com/fox.png"));

        var request = Assert.Single(Paid);
        Assert.Equal("/v1/images/edits", request.Path);
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
        Assert.Equal(
            """{"model":"reve-edit-image-to-image","prompt":"in snow","image_urls":["https://example.com/fox.png"]}""",
            Encoding.UTF8.GetString(request.Body));
        Assert.NotNull(image.Url);
        Assert.NotNull(image.Bytes);
        Assert.Null(image.RevisedPrompt);
        Assert.Null(image.Usage);
        Assert.Equal(ReveOperation.Edit, image.Operation);
    }

    [Fact]
    public async Task Created_and_revised_prompt_are_in_the_result_and_empty_strings_are_not()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = """{"created":1767323045,"data":["""
                + """{"url":"https://resource.onerouter.pro/fox.png","b64_json":"","revised_prompt":"a fox"}]}""",
        });

        var results = await Client(provider: "OneRouter").GenerateAsync(
            Edit("https://example.com/fox.png"), job => job with { SkipDownload = true }, cancellation: Cancellation);

        var image = Assert.Single(results).Image!;
        Assert.Equal("a fox", image.RevisedPrompt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767323045), image.CreatedAt);
        Assert.Null(image.Bytes);
    }

    [Fact]
    public async Task An_empty_error_is_not_an_error()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = """{"created":1,"error":"","data":[{"url":"https://resource.onerouter.pro/fox.png"}]}""",
        });

        var results = await Client(provider: "OneRouter").GenerateAsync(
            Edit("https://example.com/fox.png"), job => job with { SkipDownload = true }, cancellation: Cancellation);

        Assert.NotNull(Assert.Single(results).Image);
    }

    [Fact]
    public async Task A_remix_sends_its_images_byte_for_byte()
    {
        var files = Enumerable.Range(0, 3).Select(Image).ToList();

        await MakeAsync(new ImageRequest
        {
            Operation = ReveOperation.Remix, Prompt = "all", AspectRatio = "1:1",
            Inputs = [.. files.Select(ImageInput.FromFile)],
        });

        Assert.Equal(files.Select(File.ReadAllBytes), Emulator.Images.Inputs);
    }

    [Fact]
    public async Task The_key_can_be_sent_without_bearer()
    {
        var client = new ReveClient(Connection("OneRouter") with { BareKey = true }, new CallPolicy(), Clock);

        await client.GenerateAsync(Edit("https://example.com/fox.png"), cancellation: Cancellation);

        Assert.Equal(Emulator.ApiKey, Assert.Single(Paid).Header("Authorization"));
        Assert.Equal(ReveErrorKind.OptionNotSupported,
            Assert.Throws<ReveException>(() => new ReveClient(Connection() with { BareKey = true })).Kind);
    }

    [Fact]
    public async Task A_create_is_rejected_with_the_providers_that_support_it()
    {
        var error = await FailAsync(Create());

        Assert.Equal(ReveErrorKind.OperationNotSupported, error.Kind);
        Assert.Contains(TestProviders.Any.Name, error.Advice);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [InlineData(1_499_999, null)]
    [InlineData(1_500_000, ReveErrorKind.InputTooLarge)]
    public void An_image_must_be_smaller_than_the_limit(int length, ReveErrorKind? expected)
    {
        var bytes = new byte[length];
        PlainPng.Make((16, 16)).AsSpan(0, 33).CopyTo(bytes);
        var request = Edit("x") with { Inputs = [ImageInput.FromBytes(bytes, "fox.png")] };

        var error = Record.Exception(() => new RequestValidator(ProviderRegistry.Get("OneRouter"), ProviderRegistry.All, _ => { }).Validate(request));

        Assert.Equal(expected, (error as ReveException)?.Kind);
        if (error is not null) Assert.Matches("fox.png.*1500000.*1500000", error.Message);
    }

    [Fact]
    public void An_unsupported_format_is_rejected_with_the_supported_formats()
    {
        var gif = "GIF89a\u0001\0\u0001\0\0\0\0;"u8.ToArray();
        var request = Edit("x") with { Inputs = [ImageInput.FromBytes(gif)] };

        var error = Assert.Throws<ReveException>(
            () => new RequestValidator(ProviderRegistry.Get("OneRouter"), ProviderRegistry.All, _ => { }).Validate(request));

        Assert.Equal(ReveErrorKind.InputFormatNotSupported, error.Kind);
        Assert.Contains("Png, Jpeg, WebP, Avif, Heif", error.Advice);
    }

    [Theory]
    [InlineData(200, """{"error":{"code":402,"message":"Balance too low","type":"insufficient_credits"}}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(200, """{"code":422,"message":"no"}""", ReveErrorKind.InvalidRequest)]
    [InlineData(200, """{"error":{"code":502,"message":"bad upstream"}}""", ReveErrorKind.ProviderFailed)]
    [InlineData(401, """{"error":{"code":401,"message":"bad key"}}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(402, """{"error":{"code":402,"message":"pay"}}""", ReveErrorKind.OutOfCredit)]
    [InlineData(403, """{"error":{"code":403,"message":"flagged"}}""", ReveErrorKind.ContentViolation)]
    [InlineData(422, """{"error":{"code":422,"message":"no","type":"content_policy_violation"}}""",
        ReveErrorKind.ContentViolation)]
    [InlineData(422, """{"error":{"code":422,"message":"no"}}""", ReveErrorKind.InvalidRequest)]
    public async Task An_error_is_classified_by_its_cause_wherever_it_is(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Body = body });

        var error = await FailAsync(Edit("https://example.com/fox.png"));

        Assert.Equal(kind, error.Kind);
        Assert.Single(Paid);
        Assert.NotNull(error.ProviderMessage);
    }

    private static ImageRequest Edit(string url) =>
        new() { Operation = ReveOperation.Edit, Prompt = "in snow", Inputs = [ImageInput.FromUrl(url)] };

    private string Image(int number)
    {
        var file = Path.Combine(Folder, $"{number}.png");
        File.WriteAllBytes(file, PlainPng.Make((100 + number, 100)));
        return file;
    }
}
