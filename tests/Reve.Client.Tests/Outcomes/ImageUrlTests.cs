using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "image at a URL": charged, and downloaded as often as needed.</summary>
public sealed class ImageUrlTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, Fault> Breaks =>
        EachOn(Fault.ResetAfterBody, Fault.TruncateBody, Fault.ResetInBody);

    public static MatrixTheoryData<PaidCallCase, int> Statuses => EachOn(404, 429, 500, 503, 504);

    public static MatrixTheoryData<PaidCallCase, string> Impostors =>
        EachOn("text/html: <html>Just a moment...</html>", "image/png: ", "image/png: not an image");

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task An_interrupted_download_is_repeated_without_the_key_and_without_paying_again(
        PaidCallCase call, Fault fault)
    {
        Emulator.HostsImagesElsewhere = true;
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = fault, Times = 3 });

        var result = Assert.Single(await SendAsync(call, output: InFolder));

        AssertSaved(call, result);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_rejected_download_is_repeated(PaidCallCase call, int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = status, Times = 3 });

        AssertSaved(call, Assert.Single(await SendAsync(call, output: InFolder)));
    }

    [Theory]
    [MemberData(nameof(Impostors))]
    public async Task Content_that_is_not_an_image_is_not_saved_and_the_object_has_its_url(
        PaidCallCase call, string impostor)
    {
        var parts = impostor.Split(": ");
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", ContentType = parts[0], Body = parts[1], Times = 99,
        });

        var result = Assert.Single(await SendAsync(call, output: InFolder));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.StartsWith(Emulator.BaseUri.AbsoluteUri, result.Image!.Url);
        Assert.Null(result.Image.Bytes);
        Assert.Null(result.Image.FullName);
        Assert.Equal(call.OperationInfo.Price is null, result.Image.Usage is null);
        Assert.Empty(Files);
        Assert.Equal(5, Downloads.Count());
        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }

    private void AssertSaved(PaidCallCase call, ReveResult result)
    {
        Assert.Null(result.Error);
        Assert.Equal(Emulator.Images.Find(new System.Uri(result.Image!.Url!).AbsolutePath), result.Image.Bytes);
        Assert.Equal([result.Image.FullName!], Files);
        Assert.Equal(4, Downloads.Count());
        Assert.All(Downloads, request => Assert.Null(request.Header("Authorization")));
        Assert.Equal(1, result.Image.Attempts);
        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }
}
