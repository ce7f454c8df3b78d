using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Providers.AimlApi;

/// <summary>The responses of models other than Reve, which AIML API serves at the same address.</summary>
public sealed class AimlApiOtherModelTests : EmulatorTests
{
    [Theory]
    [InlineData("""{"images":[{"url":"URL","width":1024,"content_type":"image/png"}],"seed":7}""")]
    [InlineData("""{"images":["URL"]}""")]
    [InlineData("""{"data":null,"images":[{"url":"URL"}]}""")]
    [InlineData("""{"data":[],"output":["URL"]}""")]
    [InlineData("""{"data":[{"url":null}],"images":[{"url":"URL"}]}""")]
    [InlineData("""{"data":{"url":"URL"}}""")]
    [InlineData("""{"data":{"images":[{"url":"URL"}]}}""")]
    [InlineData("""{"image":{"url":"URL"}}""")]
    [InlineData("""{"output":{"results":[{"url":"URL"}]}}""")]
    [InlineData("""{"output":"URL"}""")]
    [InlineData("""{"url":"URL"}""")]
    public async Task The_image_is_found_in_every_documented_place(string body)
    {
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        Emulator.OtherModels.Add("flux/dev");
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = body.Replace("URL", url) });

        var image = await MakeAsync(Create() with { Model = "flux/dev" });

        Assert.Equal(url, image.Url);
        Assert.NotNull(image.Bytes);
    }

    [Theory]
    [InlineData("""{"choices":[{"text":"no image"}]}""")]
    [InlineData("""{"output":"a text about a fox"}""")]
    [InlineData("""{"data":{"task_id":"t","urls":{"query":"http://x/t"}}}""")]
    public async Task A_response_of_an_unknown_form_is_kept(string body)
    {
        Emulator.OtherModels.Add("flux/dev");
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = body });

        var error = await FailAsync(Create() with { Model = "flux/dev" });

        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(body, await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        File.Delete(error.ResponseFile!);
    }

    [Fact]
    public async Task The_address_in_an_error_is_not_an_image()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Body = """{"error":{"message":"no"},"statusCode":402,"url":"https://docs.example.com"}""",
        });

        Assert.Equal(ReveErrorKind.OutOfCredit, (await FailAsync()).Kind);
    }
}
