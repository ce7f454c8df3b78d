using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>Text from a host is shown on one line, with a limited length and without control characters.</summary>
public sealed class HostileTextTests : EmulatorTests
{
    private const string Hostile = "\u001B]0;title\u0007\u009B31mred\u202Egpj\u200B\r\nsecond line\u2028third";

    private const string Harmless = "\uFFFD]0;title\uFFFD\uFFFD31mred\uFFFDgpj\uFFFD second line third";

    [Fact]
    public async Task The_words_of_a_rejection_are_shown_without_control_characters()
    {
        Reject(400, JsonSerializer.Serialize(new { message = Hostile }), "application/json");

        var error = await FailAsync();

        Assert.Equal(Harmless, error.ProviderMessage);
        Assert.Equal($"{TestProviders.Any} rejected the request (400). It says: {Harmless}", error.Message);
    }

    [Fact]
    public async Task The_words_of_a_rejection_have_a_limited_length()
    {
        Reject(400, JsonSerializer.Serialize(new { message = new string('x', 100_000) }), "application/json");

        var error = await FailAsync();

        Assert.Equal(new string('x', 500) + "...", error.ProviderMessage);
        Assert.EndsWith(error.ProviderMessage!, error.Message);
    }

    [Theory]
    [InlineData("upstream\u001B[2J connect\r\nerror", "text/plain", "upstream\uFFFD[2J connect error")]
    [InlineData("overloaded, come back", "application/octet-stream", "overloaded, come back")]
    [InlineData("\"just text\"", "application/json", "just text")]
    [InlineData(
        "<!DOCTYPE html><html><head><style>p { x: y }</style><script>run()</script><title>Blocked</title></head>"
        + "<body><!-- no --><p>Request&nbsp;id\n<b>77</b></p></body></html>", "text/html", "Blocked Request&nbsp;id 77")]
    public async Task A_rejection_without_JSON_shows_the_beginning_of_its_text(
        string body, string contentType, string expected)
    {
        Reject(400, body, contentType);

        Assert.Equal(expected, (await FailAsync()).ProviderMessage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n ")]
    [InlineData("\0\u0001\u0002")]
    public async Task A_rejection_without_text_has_no_message_of_the_provider(string body)
    {
        Reject(400, body, "application/octet-stream");

        Assert.Null((await FailAsync()).ProviderMessage);
    }

    [Fact]
    public async Task Verbose_and_debug_lines_contain_no_control_characters()
    {
        Reject(400, "{\"requestId\":\"id\u009B2J\u202E\",\"message\":\"\u009Dred\u2028\"}", "application/json");

        await FailAsync(Create("a\u001B[31m fox"));

        Assert.NotEmpty(Notices);
        Assert.All(Notices, notice => Assert.DoesNotContain(notice.Message, IsHostile));
        Assert.Contains(Notices, notice => notice.Message.Contains("id\uFFFD2J\uFFFD"));
    }

    [Fact]
    public void Every_error_and_notice_is_cleaned_whatever_it_contains()
    {
        var error = new ReveException(ReveErrorKind.InputNotFound, Hostile, Hostile) { ProviderMessage = Hostile };
        var notice = new ReveNotice(ReveNoticeLevel.Progress, Hostile);
        var task = new ReveTask { Id = "t1", Provider = TestProviders.AnyWithTasks.Name, Error = Hostile };

        Assert.Equal(
            [Harmless, Harmless, Harmless, Harmless, Harmless, Harmless],
            [
                error.Message, error.Advice, error.ProviderMessage, notice.Message, task.Error,
                (notice with { Message = Hostile }).Message,
            ]);
    }

    [Fact]
    public void Units_of_a_host_are_shown_without_control_characters()
    {
        var usage = new ReveUsage { Amount = 1, Unit = "\u001B[31mcredits" };
        var balance = new ReveBalance { Provider = TestProviders.Any.Name, Amount = 1, Unit = "\u202EDSU\n" };

        Assert.Equal("1 \uFFFD[31mcredits", usage.ToString());
        Assert.DoesNotContain(balance.ToString(), IsHostile);
    }

    [Fact]
    public async Task The_prompt_of_a_result_stays_as_it_was_sent()
    {
        var image = await MakeAsync(Create("a\u200D fox\nunder the sky"));

        Assert.Equal("a\u200D fox\nunder the sky", image.Prompt);
    }

    private void Reject(int status, string body, string contentType) => Emulator.Misbehave(new Misbehaviour
    {
        Method = "POST", Status = status, Body = body, ContentType = contentType,
    });

    private static bool IsHostile(char character) => char.IsControl(character)
        || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format
        || character is '\u2028' or '\u2029';
}
