using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Outcomes;

public sealed class TruncatedImageTests : OutcomeTestBase
{
    private const string HalfOfAGif = "GIF89a\u0004\0\u0004\0\0\0\0,";

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_truncated_download_is_repeated(PaidCallCase call)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", ContentType = "image/gif", Body = HalfOfAGif, Times = 2,
        });

        var result = Assert.Single(await SendAsync(call, output: InFolder));

        Assert.Null(result.Error);
        Assert.Equal(3, Emulator.Requests.Where(request => request.Path.StartsWith("/generations")).Count());
        Assert.Equal([result.Image!.FullName!], Files);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_image_that_stays_truncated_is_not_saved(PaidCallCase call)
    {
        Emulator.Images.Next = PlainPng.Make((16, 16))[..^12];

        var result = Assert.Single(await SendAsync(call, output: InFolder));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.Contains("its end chunk (IEND) is missing", result.Error.Message);
        Assert.NotNull(result.Image!.Url);
        Assert.Empty(Files);
        Assert.Equal(5, Emulator.Requests.Where(request => request.Path.StartsWith("/generations")).Count());
        Assert.Single(Bill);
    }
}
