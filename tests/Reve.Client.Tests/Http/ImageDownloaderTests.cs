using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Http;

public sealed class ImageDownloaderTests : EmulatorTests
{
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
    public async Task The_users_headers_go_to_the_provider_and_not_to_the_host_of_the_image()
    {
        var client = new ReveClient(
            Connection() with
            {
                Headers = HeaderCollection.From(new Dictionary<string, string> { ["X-Team"] = "foxes" }),
            },
            new CallPolicy(),
            Clock);

        await client.GenerateAsync(Create(), cancellation: Cancellation);

        Assert.Equal("foxes", Assert.Single(Paid).Header("X-Team"));
        Assert.Null(Assert.Single(Downloads).Header("X-Team"));
    }
}
