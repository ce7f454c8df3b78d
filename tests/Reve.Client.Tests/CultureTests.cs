using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests;

/// <summary>
/// What is sent, written, shown and waited for is the same in every culture, whatever its letters, digits, separators
/// and calendar.
/// </summary>
public sealed class CultureTests : JournalTestBase
{
    private static readonly string[] s_cultures = ["tr-TR", "ar-SA", "de-DE", "th-TH", "sv-SE"];

    private string _provider = "";

    private protected override string ProviderName => _provider;

    public static TheoryData<PaidCallCase> All => [.. PaidCallCase.Each];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Requests_files_notices_and_waits_are_the_same_in_every_culture(PaidCallCase call)
    {
        _provider = call.Provider;
        // The first call also gets lists that later ones have.
        _ = await DescribeAsync(call, CultureInfo.InvariantCulture);
        var expected = await DescribeAsync(call, CultureInfo.InvariantCulture);
        foreach (var culture in s_cultures)
        {
            Assert.Equal(expected, await DescribeAsync(call, CultureInfo.GetCultureInfo(culture)));
        }
    }

    [Fact]
    public void A_cost_limit_is_read_and_formatted_in_the_same_way_in_every_culture()
    {
        foreach (var culture in s_cultures)
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var limit = CostLimit.TryParse("1.5 usd")!;
            Assert.Equal((1.5m, "usd"), (limit.Amount, limit.Unit));
            Assert.Equal("0.25 USD", limit.Format(0.25m, TestProviders.Remote.First(provider => provider.ChargesInUsd)),
                ignoreCase: true);
        }
    }

    /// <summary>Makes one call with a retry in a culture, and one that the cost limit prevents.</summary>
    private async Task<string> DescribeAsync(PaidCallCase call, CultureInfo culture)
    {
        Reset(call);
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        var inputs = Enumerable.Repeat(
            ImageInput.FromBytes(PlainPng.Make((64, 64))), call.OperationInfo.MinimumInputs);
        var request = new ImageRequest
        {
            Operation = call.Operation, Prompt = "A TITLE in the İıI style, 1.5 °", Inputs = [.. inputs],
        };

        var made = Assert.Single(await RunAllAsync(
            resume: false, WithAllNotices(), "{index}-{slug}-{date:yyyyMMdd}", sidecar: true, requests: request));
        var limit = new CallPolicy { CostLimit = new CostLimit(0.0001m, ReveUsage.Usd) };
        var refused = call.Info.UnitWorth is null ? null : Assert.Single(
            await RunAllAsync(resume: false, WithAllNotices(limit), requests: request)).Error;

        Assert.Null(made.Error);
        var requests = Emulator.Requests.Select(
            sent => $"{sent.Method} {sent.Path} {Encoding.Latin1.GetString(sent.Body)}");
        var files = Directory.GetFiles(Out).Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)
            + (file.EndsWith(".png", StringComparison.Ordinal) ? "" : " " + File.ReadAllText(file)));
        return WithoutRandomParts(string.Join('\n',
        [
            .. requests, .. files, .. Notices.Select(notice => notice.Message),
            .. Clock.Waits.Select(wait => $"{wait:c}"),
            $"{refused?.Message} {refused?.Advice}", $"{made.Image}",
        ]));
    }

    private void Reset(PaidCallCase call)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (Directory.Exists(Out)) Directory.Delete(Out, recursive: true);
        Emulator.Reset();
        Notices.Clear();
        Clock.Waits.Clear();
        Clock.Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var delays = new Dictionary<string, string> { ["retry-after-ms"] = "1500.5" };
        var date = new Dictionary<string, string> { ["Retry-After"] = "Fri, 02 Jan 2026 03:04:15 GMT" };
        Emulator.Misbehave(new Misbehaviour { PaidAt = call.Provider, Status = 429, Body = "{}", Headers = delays });
        Emulator.Misbehave(new Misbehaviour { PaidAt = call.Provider, Status = 503, Body = "{}", Headers = date });
    }

    /// <summary>Replaces ids, durations and the times of the emulator, which differ from run to run.</summary>
    private static string WithoutRandomParts(string text)
    {
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Regex.Replace(
            text,
            $@"[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}|[0-9a-f]{{32,}}|fox-\d{{4,}}|in \d+ ms|{today}T[^""<]+"
            + @"|Date: [^;]+|""created"":\d+|""short_id"":""[0-9a-f]+""|\d+ bytes",
            "_");
    }
}
