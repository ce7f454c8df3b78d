using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>What -Verbose and -Debug show of a call.</summary>
public sealed class HttpLogTests : EmulatorTests
{
    private IEnumerable<string> MessagesOf(ReveNoticeLevel level) =>
        Notices.Where(notice => notice.Level == level).Select(notice => notice.Message);

    [Fact]
    public async Task The_verbose_line_has_the_request_and_the_response()
    {
        var image = await MakeAsync(Create());

        var line = Assert.Single(
            MessagesOf(ReveNoticeLevel.Verbose), message => message.StartsWith("POST ", StringComparison.Ordinal));
        Assert.Matches(
            @"^POST 127\.0\.0\.1/v1/images/generations reve/create-image \d+ bytes, attempt 1: "
            + $@"200, \d+ bytes, id {image.RequestId} in \d+ ms$",
            line);
    }

    [Fact]
    public async Task An_error_response_is_logged_with_its_id()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Status = 400, Body = """{"requestId":"req-7","message":"no"}""",
        });

        await FailAsync();

        Assert.Contains(
            MessagesOf(ReveNoticeLevel.Verbose), message => message.Contains("attempt 1: 400, 36 bytes, id req-7 in "));
    }

    [Fact]
    public async Task Headers_are_logged_without_secrets()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Headers = new Dictionary<string, string> { ["X-Seen"] = "yes", ["Set-Cookie"] = "crumb" },
        });
        var connection = Connection() with
        {
            Headers = HeaderCollection.From(
                new Dictionary<string, string> { ["X-Team"] = "blue", ["X-Gateway-Token"] = "hush" }),
        };
        var client = new ReveClient(connection, WithAllNotices(), Clock);

        await client.GenerateAsync(Create(), Notices.Enqueue, Cancellation);

        var message = string.Join('\n', MessagesOf(ReveNoticeLevel.Debug));
        Assert.Contains("Authorization: Bearer ********", message);
        Assert.Contains("X-Team: blue", message);
        Assert.Contains("X-Gateway-Token: ********", message);
        Assert.Contains("X-Seen: yes", message);
        Assert.Contains("Set-Cookie: ********", message);
        Assert.Contains("Content-Type: application/json", message);
        Assert.DoesNotContain("hush", message);
        Assert.DoesNotContain("crumb", message);
        Assert.DoesNotContain(Emulator.ApiKey, message);
    }

    [Fact]
    public async Task Base64_is_logged_as_its_length()
    {
        var base64 = Convert.ToBase64String(PlainPng.Make((8, 8)));
        var padded = new string('A', 400);
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Body = $$"""{"data":[{"b64_json":"{{base64}}"}],"other":"{{padded}}","words":"a fox"}""",
        });

        await MakeAsync(Create());

        var message = string.Join('\n', MessagesOf(ReveNoticeLevel.Debug));
        Assert.DoesNotContain(padded, message);
        Assert.Contains("\"other\":\"(402 characters)\"", message);
        Assert.Contains("\"words\":\"a fox\"", message);
    }

    [Fact]
    public async Task A_flagged_image_that_was_returned_is_a_warning()
    {
        var base64 = Convert.ToBase64String(PlainPng.Make((8, 8)));
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Body = $$"""{"data":[{"b64_json":"{{base64}}","content_violation":true}]}""",
        });

        var image = await MakeAsync(Create("a fox"));

        Assert.True(image.ContentViolation);
        var warning = Assert.Single(MessagesOf(ReveNoticeLevel.Warning));
        Assert.Equal(
            "AIML API flagged the image for 'a fox' under its content policy, but returned it.",
            warning);
    }
}
