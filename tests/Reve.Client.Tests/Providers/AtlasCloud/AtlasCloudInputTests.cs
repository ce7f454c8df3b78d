using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

public sealed class AtlasCloudInputTests : AtlasCloudTestBase
{
    private static readonly byte[] s_small = PlainPng.Make((64, 64));

    [Fact]
    public async Task A_small_image_is_part_of_the_request()
    {
        await MakeAsync(Edit(ImageInput.FromBytes(s_small)));

        Assert.Equal(
            """{"model":"reve-ai/reve-2.1/edit","prompt":"in snow","image":"data:image/png;base64,"""
            + Convert.ToBase64String(s_small) + "\"}",
            BodyOf(Assert.Single(Submits)));
        Assert.Empty(Uploads);
        Assert.Equal(s_small, Assert.Single(Emulator.Images.Inputs));
    }

    [Theory]
    [InlineData("download_url")]
    [InlineData("url")]
    public async Task A_large_image_is_uploaded_once_for_each_content(string field)
    {
        Emulator.AtlasCloud = new() { UploadField = field };
        var file = Path.Combine(Folder, "fox.png");
        var content = Large();
        await File.WriteAllBytesAsync(file, content, Cancellation);
        var twin = Path.Combine(Folder, "secret name.png");
        File.Copy(file, twin);
        var request = Edit(
            ImageInput.FromFile(file), ImageInput.FromBytes(s_small), ImageInput.FromFile(twin),
            ImageInput.FromUrl("https://example.com/a.png"));
        var client = Atlas();

        await client.GenerateAsync(request, Notices.Enqueue, Cancellation);
        await client.GenerateAsync(request, Notices.Enqueue, Cancellation);

        var upload = Assert.Single(Uploads);
        Assert.Equal($"Bearer {Emulator.ApiKey}", upload.Header("Authorization"));
        Assert.StartsWith("multipart/form-data; boundary=", upload.Header("Content-Type"));
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(upload.Body));
        Assert.Equal(content, Emulator.Images.Inputs[0]);
        Assert.Equal(s_small, Emulator.Images.Inputs[1]);
        Assert.Equal(content, Emulator.Images.Inputs[2]);
        Assert.Equal(2, Submits.Count);
        Assert.Contains("\"https://example.com/a.png\"]", BodyOf(Submits[0]));
    }

    [Fact]
    public async Task An_image_is_uploaded_again_when_the_upload_may_be_gone()
    {
        var client = Atlas();
        var request = Edit(ImageInput.FromBytes(Large()));
        await client.GenerateAsync(request, Notices.Enqueue, Cancellation);

        Clock.Now += TimeSpan.FromMinutes(31);
        await client.GenerateAsync(request, Notices.Enqueue, Cancellation);

        Assert.Equal(2, Uploads.Count);
    }

    [Theory]
    [InlineData(413, """{"code":413,"msg":"too large","request_id":"r","data":null}""")]
    [InlineData(400, """{"code":400,"msg":"too large","request_id":"r","data":null}""")]
    [InlineData(200, """{"code":413,"msg":"too large","request_id":"r","data":null}""")]
    public async Task A_refused_upload_prevents_the_paid_request(int status, string body)
    {
        Respond(Upload, status, body);

        var error = await FailAsync(Edit(ImageInput.FromBytes(Large())));

        Assert.Equal((ReveErrorKind.UploadFailed, "too large"), (error.Kind, error.ProviderMessage));
        Assert.Empty(Submits);
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"type":"image/png","filename":"image.png","size":9}}""")]
    [InlineData("""{"code":200,"data":{"download_url":"file:///etc/passwd"}}""")]
    [InlineData("<html>welcome</html>")]
    public async Task An_upload_without_an_address_prevents_the_paid_request(string body)
    {
        Respond(Upload, 200, body);

        var error = await FailAsync(Edit(ImageInput.FromBytes(Large())));

        Assert.Equal((ReveErrorKind.UploadFailed, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Contains("-Uri", error.Advice);
        Assert.Empty(Submits);
    }

    [Fact]
    public async Task A_lost_upload_is_sent_again()
    {
        Emulator.Misbehave(new Misbehaviour { Path = Upload, Fault = Fault.ResetAfterBody });
        Respond(Upload, 503, "{}");

        await MakeAsync(Edit(ImageInput.FromBytes(Large())));

        Assert.Equal(3, Uploads.Count);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_key_that_the_upload_refuses_is_an_authentication_error()
    {
        Respond(Upload, 401, """{"code":401,"msg":"bad key","request_id":"r","data":null}""");

        var error = await FailAsync(Edit(ImageInput.FromBytes(Large())));

        Assert.Equal((ReveErrorKind.AuthenticationFailed, "r"), (error.Kind, error.RequestId));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_not_sent()
    {
        var error = await FailAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["effects"] = new string('x', 50_000_000) },
        });

        Assert.Equal((ReveErrorKind.InvalidRequest, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Contains("at most 50000000", error.Message);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task Many_small_images_together_do_not_exceed_the_body()
    {
        Emulator.OtherModels.Add("other/model");
        var inputs = Enumerable.Range(0, 40).Select(number => ImageInput.FromBytes(Padded(1_000_000, number)));

        var result = Assert.Single(await RunAsync(Edit([.. inputs]) with { Model = "other/model" }));

        Assert.Null(result.Error);
        Assert.Equal(16, Uploads.Count);
        Assert.InRange(Assert.Single(Submits).Body.Length, 30_000_000, 50_000_000);
    }

    [Theory]
    [InlineData(39_999_999, true)]
    [InlineData(40_000_000, false)]
    public async Task An_image_of_40_MB_is_refused_before_sending(int length, bool isValid)
    {
        var file = Path.Combine(Folder, "big.png");
        await File.WriteAllBytesAsync(file, Padded(length), Cancellation);
        var validator = new RequestValidator(ProviderRegistry.Get(ProviderName), ProviderRegistry.All, _ => { });
        var request = Edit(ImageInput.FromFile(file));

        if (isValid) validator.Validate(request);
        else Assert.Equal(
            ReveErrorKind.InputTooLarge, Assert.Throws<ReveException>(() => validator.Validate(request)).Kind);
    }

    private static byte[] Large() => Padded(1_000_001);

    /// <summary>A PNG of a length, with a chunk that readers ignore.</summary>
    private static byte[] Padded(int length, int number = 0)
    {
        const int EndLength = 12;
        var padding = new byte[length - s_small.Length - EndLength];
        padding.AsSpan(0, 1).Fill((byte)number);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, padding.Length);
        return [.. s_small[..^EndLength], .. size, .. "prVt"u8, .. padding, 0, 0, 0, 0, .. s_small[^EndLength..]];
    }
}
