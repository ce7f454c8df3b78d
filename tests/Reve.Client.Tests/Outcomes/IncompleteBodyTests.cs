using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>A body that ends in the middle is not a success, however its end is announced.</summary>
public sealed class IncompleteBodyTests : OutcomeTestBase
{
    public static MatrixTheoryData<Fault, bool> Cuts => new(
        [Fault.TruncateBody, Fault.CloseInBody, Fault.CloseInChunks, Fault.EndChunksEarly], [false, true]);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_download_that_ends_in_the_middle_is_repeated(Fault fault, bool isCompressed)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Fault = fault, IsCompressed = isCompressed, Times = 2,
        });

        var result = Assert.Single(await SendAsync(PaidCallCase.Create, output: InFolder));

        Assert.Null(result.Error);
        Assert.Equal(3, Downloads.Count());
        Assert.Equal(Emulator.Images.Find(new System.Uri(result.Image!.Url!).AbsolutePath), result.Image.Bytes);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_download_that_always_ends_in_the_middle_leaves_no_file(Fault fault, bool isCompressed)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Fault = fault, IsCompressed = isCompressed, Times = 99,
        });

        var result = Assert.Single(await SendAsync(PaidCallCase.Create, output: InFolder));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.Equal(5, Downloads.Count());
        Assert.Empty(Files);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_paid_response_that_ends_in_the_middle_is_kept_and_is_no_success(Fault fault, bool isCompressed)
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with { Fault = fault, IsCompressed = isCompressed });

        var error = await FailAsync(PaidCallCase.Create, output: InFolder);

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.NotEqual(0, new FileInfo(error.ResponseFile!).Length);
        Assert.Single(Sent(PaidCallCase.Create));
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_compressed_response_and_image_are_read(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { IsCompressed = true });
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", IsCompressed = true });
        Emulator.Misbehave(ToTasks(call) with { IsCompressed = true });

        var image = await MakeAsync(call);

        Assert.NotNull(image.Bytes);
    }
}
