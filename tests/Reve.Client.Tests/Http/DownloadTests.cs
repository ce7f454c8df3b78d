using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Http;

public sealed class DownloadTests : EmulatorTests
{
    [Theory]
    [InlineData(Fault.ResetAfterBody)]
    [InlineData(Fault.TruncateBody)]
    [InlineData(Fault.ResetInBody)]
    public async Task A_download_that_breaks_is_repeated_and_the_picture_is_not_paid_for_again(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = fault, Times = 3 });

        var image = await MakeAsync(Create(), OutputTarget.ToFile(Path.Combine(Folder, "fox.png")));

        Assert.Equal(PlainPng.Make((1248, 832)), image.Bytes);
        Assert.Single(Emulator.Bill);
        Assert.Equal(4, Downloads.Count());
    }

    [Theory]
    [InlineData("<html>Just a moment...</html>", "text/html")]
    [InlineData("", "image/png")]
    [InlineData("not a picture", "image/png")]
    public async Task What_is_no_picture_is_never_taken_for_one(string body, string contentType)
    {
        Emulator.Misbehave(
            new Misbehaviour { Path = "/generations", Body = body, ContentType = contentType, Times = 99 });
        var file = Path.Combine(Folder, "fox.png");

        var result = Assert.Single(await RunAsync(Create(), OutputTarget.ToFile(file)));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.NotNull(result.Image!.Url);
        Assert.Null(result.Image.Bytes);
        Assert.Equal(126000, result.Image.Usage!.Amount);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_redirect_of_a_download_is_followed_without_the_key()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations",
            Status = 302,
            Headers = new Dictionary<string, string>
            {
                ["Location"] = new Uri(Emulator.OtherHost, "/generations/sample/fox-0001.png").AbsoluteUri,
            },
        });

        var image = await MakeAsync(Create());

        Assert.NotNull(image.Bytes);
        Assert.All(Downloads, request => Assert.Null(request.Header("Authorization")));
        Assert.Equal(Emulator.OtherHost.Port, Emulator.Requests[^1].Port);
    }

    [Fact]
    public async Task The_users_headers_go_to_the_provider_and_not_to_the_host_of_the_picture()
    {
        var client = new ReveClient(
            Connection() with { Headers = new Dictionary<string, string> { ["X-Team"] = "foxes" } },
            new CallPolicy(),
            Clock);

        await client.RunAsync(new ReveJob(Create()), cancellation: Cancellation);

        Assert.Equal("foxes", Assert.Single(Paid).Header("X-Team"));
        Assert.Null(Assert.Single(Downloads).Header("X-Team"));
    }
}
