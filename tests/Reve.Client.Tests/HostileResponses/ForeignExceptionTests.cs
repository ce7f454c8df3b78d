using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>Content that makes readers throw: every result of a paid call is still one of the outcome table.</summary>
public sealed class ForeignExceptionTests : OutcomeTestBase
{
    private static readonly byte[] s_notUtf8 = [0xFF, 0xC3, 0x28];

    /// <summary>Fields that are not well-formed: invalid UTF-8 and lone surrogates, in values and in names.</summary>
    public static MatrixTheoryData<PaidCallCase, string> OddFields => EachOn(
        "\"odd\":\"\u0001\",", "\"\u0001\":7,", "\"odd\":\"\\ud800\",", "\"\\udc00odd\":{\"\\ud800\":1},",
        "\"odd\":{\"deep\":[\"\u0001\",{\"\u0001\":\"\u0001\"}]},");

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A_field_that_is_not_well_formed_does_not_lose_the_image(PaidCallCase call, string odd)
    {
        Change(call, body => Raw(WithField(Encoding.UTF8.GetString(body), odd)));

        Assert.NotNull((await MakeAsync(call)).Bytes);
        Assert.Single(Sent(call));
    }

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A_refusal_that_is_not_well_formed_is_retried_like_any_other(PaidCallCase call, string odd)
    {
        var body = Raw(
            $"{{{odd}\"message\":\"\u0001\",\"detail\":\"busy\",\"error\":{{{odd}\"suggestions\":[\"\u0001\"]}}}}");
        Emulator.Misbehave(To(call) with { Status = 503, RawBody = body });

        Assert.Equal(2, (await MakeAsync(call)).Attempts);
        Assert.Single(Bill);
    }

    public static MatrixTheoryData<PaidCallCase, string> Encodings => TasksOn("br", "gzip", "deflate");

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Damaged_compression_of_a_task_or_of_an_image_is_repeated(PaidCallCase call, string encoding)
    {
        byte[] damaged = [1, 2, 3, 0xFF, 0xFE, 7, 7, 7];
        Emulator.Misbehave(ToTasks(call) with { RawBody = damaged, Headers = Encoded(encoding), Times = 2 });
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", RawBody = damaged, Headers = Encoded(encoding), Times = 2,
        });

        Assert.NotNull((await MakeAsync(call)).Bytes);
        Assert.Equal(3, Downloads.Count());
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_receiver_of_notices_that_throws_does_not_lose_the_image(PaidCallCase call)
    {
        var results = await Client(provider: call.Provider).GenerateAsync(
            RequestOf(call), _ => throw new InvalidOperationException("no console"), Cancellation);

        Assert.NotNull(Assert.Single(results).Image);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Damaged_brotli_is_an_unreadable_response_that_is_kept_unless_the_task_is_found(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { RawBody = [1, 2, 3, 0xFF, 0xFE, 7, 7, 7], Headers = Encoded("br") });

        var result = await EndAsync(call, output: InFolder);

        Assert.Single(Sent(call));
        if (call.IsLookedUp || (call.Info.HasTasks && result.Error is null))
        {
            Assert.NotNull(result.Image!.FullName);
            return;
        }

        var error = result.Error!;
        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.True(File.Exists(error.ResponseFile));
    }

    /// <summary>The JSON with a field in every object that is not empty, also in each line of a stream.</summary>
    private static string WithField(string json, string field) =>
        Regex.Replace(json, "\\{(?=\")", "{" + field.Replace("$", "$$"));

    private static byte[] Raw(string text) =>
        [.. Encoding.UTF8.GetBytes(text).SelectMany(value => value == 1 ? s_notUtf8 : [value])];

    private static Dictionary<string, string> Encoded(string encoding) => new() { ["Content-Encoding"] = encoding };
}
