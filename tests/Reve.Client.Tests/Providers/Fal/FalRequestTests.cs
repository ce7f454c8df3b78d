using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers.Fal;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>What is sent for each operation, byte for byte, and what becomes of the input images.</summary>
public sealed class FalRequestTests : FalTestBase
{
    [Fact]
    public async Task A_create_with_nothing_but_its_prompt_sends_nothing_else()
    {
        await MakeAsync(Create());

        var submit = Assert.Single(Submits);
        Assert.Equal("/reve/2.1/text-to-image", submit.Path);
        Assert.Equal("""{"prompt":"a paper fox"}""", BodyOf(submit));
        Assert.Equal($"Key {Emulator.ApiKey}", submit.Header("Authorization"));
        Assert.DoesNotContain(
            submit.Headers.Keys, name => name.StartsWith("X-Fal", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_create_sends_ratio_count_format_and_webhook()
    {
        var results = await RunAsync(Create() with
        {
            AspectRatio = "21:9",
            Count = 3,
            Options = new Dictionary<ReveOption, object>
            {
                [ReveOption.Format] = "webp",
                [ReveOption.WebhookUri] = new Uri("https://example.com/hook?a=1&b=2"),
            },
        });

        Assert.Equal(3, results.Count(result => result.Image is not null));
        var submit = Assert.Single(Submits);
        Assert.Equal(
            "/reve/2.1/text-to-image?fal_webhook=https%3A%2F%2Fexample.com%2Fhook%3Fa%3D1%26b%3D2", submit.Path);
        Assert.Equal(
            """{"prompt":"a paper fox","aspect_ratio":"21:9","num_images":3,"output_format":"webp"}""", BodyOf(submit));
        Assert.Equal(0.75m, Assert.Single(Emulator.Bill).Amount);
    }

    [Fact]
    public async Task An_edit_sends_its_one_image()
    {
        await MakeAsync(Edit() with { AspectRatio = "auto" });

        var submit = Assert.Single(Submits);
        Assert.Equal("/reve/2.1/edit", submit.Path);
        Assert.Equal(
            """{"prompt":"in snow","image_url":"https://example.com/fox.png","aspect_ratio":"auto"}""", BodyOf(submit));
    }

    [Fact]
    public async Task A_remix_sends_its_images_in_their_order_and_the_tags_of_the_model()
    {
        await MakeAsync(Remix(
            ImageInput.FromUrl("https://example.com/a.png"), ImageInput.FromUrl("https://example.com/b.webp")));

        var submit = Assert.Single(Submits);
        Assert.Equal("/reve/2.1/remix", submit.Path);
        Assert.Equal(
            """{"prompt":"the fox of <frame>0</frame> under the sky of <frame>1</frame>","image_urls":"""
            + """["https://example.com/a.png","https://example.com/b.webp"]}""",
            BodyOf(submit));
    }

    [Fact]
    public async Task Another_model_is_the_path_and_its_fields_are_sent()
    {
        Emulator.OtherModels.Add("fal-ai/other/edit");

        var image = await MakeAsync(Create() with
        {
            Model = "fal-ai/other/edit",
            AdditionalBody = new Dictionary<string, object?> { ["seed"] = 7 },
        });

        var submit = Assert.Single(Paid);
        Assert.Equal("/fal-ai/other/edit", submit.Path);
        Assert.Equal("""{"prompt":"a paper fox","seed":7}""", BodyOf(submit));
        Assert.Null(image.Usage!.Amount);
        Assert.Equal(1m, image.Usage.Details["billable_units"]);
        Assert.All(Streams, request => Assert.StartsWith("/fal-ai/other/requests/", request.Path));
    }

    [Fact]
    public async Task A_small_image_is_sent_in_the_request_and_gets_no_public_address()
    {
        var bytes = PlainPng.Make((64, 64));

        await MakeAsync(Edit(ImageInput.FromBytes(bytes)));

        Assert.Equal(
            """{"prompt":"in snow","image_url":"data:image/png;base64,"""
            + Convert.ToBase64String(bytes) + "\"}",
            BodyOf(Assert.Single(Submits)));
        Assert.Single(Paid);
        Assert.DoesNotContain(Emulator.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task A_large_image_is_uploaded_once_for_its_content_without_the_key_and_without_its_name()
    {
        var file = await FileAsync("my-secret-fox.png", FalUploader.LargestInline + 1);
        var twin = Path.Combine(Folder, "twin.png");
        File.Copy(file, twin);
        var client = Client(provider: "Fal");
        var request = Remix(ImageInput.FromFile(file), ImageInput.FromFile(twin));

        await client.GenerateAsync(request, cancellation: Cancellation);
        await client.GenerateAsync(request, cancellation: Cancellation);

        var initiate = Assert.Single(
            Paid, sent => sent.Path == "/storage/upload/initiate?storage_type=fal-cdn-v3");
        Assert.Equal("""{"content_type":"image/png","file_name":"image.png"}""", BodyOf(initiate));
        Assert.Equal($"Key {Emulator.ApiKey}", initiate.Header("Authorization"));
        var put = Assert.Single(Emulator.Requests, sent => sent.Method == "PUT");
        Assert.Null(put.Header("Authorization"));
        Assert.Equal("image/png", put.Header("Content-Type"));
        Assert.Equal(await File.ReadAllBytesAsync(file, Cancellation), put.Body);
        Assert.Equal(2, Submits.Count());
        Assert.All(Submits, submit => Assert.Contains("/fal-files/", BodyOf(submit)));
        Assert.All(Submits, submit => Assert.DoesNotContain("base64", BodyOf(submit)));
    }

    [Fact]
    public async Task Small_images_are_uploaded_when_together_they_are_large()
    {
        var inputs = new List<ImageInput>();
        for (var number = 0; number < 6; number++)
        {
            inputs.Add(ImageInput.FromFile(await FileAsync($"{number}.png", FalUploader.LargestInline, (byte)number)));
        }

        await MakeAsync(Remix([.. inputs]));

        var body = BodyOf(Assert.Single(Submits));
        Assert.Equal(4, body.Split("base64").Length - 1);
        Assert.Equal(2, body.Split("/fal-files/").Length - 1);
        Assert.Equal(6, Emulator.Images.Inputs.Count);
    }

    [Theory]
    [InlineData("PUT", "/fal-uploads", 403, "{}")]
    [InlineData("POST", "/storage", 422, """{"detail":"no"}""")]
    [InlineData("POST", "/storage", 200, """{"file_url":"https://example.com/a.png"}""")]
    [InlineData("POST", "/storage", 200, """{"file_url":"https://example.com/a.png","upload_url":"/etc/passwd"}""")]
    [InlineData("POST", "/storage", 200, "<html>")]
    public async Task A_failed_upload_prevents_the_paid_request(string method, string path, int status, string body)
    {
        var file = await FileAsync("fox.png", FalUploader.LargestInline + 1);
        Emulator.Misbehave(new Misbehaviour
        {
            Method = method, Path = path, Status = status, Body = body, Times = 9,
        });

        var error = await FailAsync(Edit(ImageInput.FromFile(file)));

        Assert.Equal(ReveErrorKind.UploadFailed, error.Kind);
        Assert.Equal(Billing.NotCharged, error.Billing);
        Assert.Empty(Submits);
    }

    [Theory]
    [InlineData("7:3", 1, 0, ReveErrorKind.AspectRatioUnknown)]
    [InlineData(null, 5, 0, ReveErrorKind.OptionOutOfRange)]
    [InlineData(null, 1, 9, ReveErrorKind.TooManyInputs)]
    public void What_the_model_does_not_support_is_refused_before_anything_is_sent(
        string? ratio, int count, int inputs, ReveErrorKind kind)
    {
        var images = Enumerable.Range(0, inputs).Select(number => ImageInput.FromUrl($"https://example.com/{number}"));
        var request = (inputs == 0 ? Create() : Remix([.. images])) with { AspectRatio = ratio, Count = count };

        Assert.Equal(kind, Assert.Throws<ReveException>(() => Client(provider: "Fal").CreateJob(request)).Kind);
    }

    [Fact]
    public void The_longest_prompt_has_4000_code_points()
    {
        var client = Client(provider: "Fal");

        client.CreateJob(Create(string.Concat(Enumerable.Repeat("🦊", 4000))));

        var error = Assert.Throws<ReveException>(() => client.CreateJob(Create(new string('x', 4001))));
        Assert.Equal(ReveErrorKind.PromptTooLong, error.Kind);
    }

    /// <summary>A PNG of a given length, with bytes after its end.</summary>
    private async Task<string> FileAsync(string name, long length, byte filler = 1)
    {
        var file = Path.Combine(Folder, name);
        var png = PlainPng.Make((64, 64));
        var bytes = new byte[length];
        Array.Fill(bytes, filler);
        png.CopyTo(bytes, 0);
        await File.WriteAllBytesAsync(file, bytes, Cancellation);
        return file;
    }
}
