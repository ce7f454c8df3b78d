using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Providers;

/// <summary>The public list of models that are going or gone. Each test's emulator is a session of its own.</summary>
public sealed class AimlApiDeprecationsTests : EmulatorTests
{
    private const string Path = "/v1/models/deprecations";

    private IEnumerable<RecordedRequest> Questions => Emulator.Requests.Where(request => request.Path == Path);

    [Fact]
    public async Task The_list_is_requested_once_before_the_first_paid_call_and_without_the_key()
    {
        await MakeAsync(Create());
        await MakeAsync(Create());

        Assert.Null(Assert.Single(Questions).Header("Authorization"));
        Assert.Equal(Path, Emulator.Requests[0].Path);
        Assert.Equal(2, Paid.Count());
    }

    [Fact]
    public async Task A_deprecated_model_is_a_warning_with_its_date_and_replacement()
    {
        Respond("deprecated", "reve/create-image");

        await MakeAsync(Create());

        var warning = Assert.Single(Notices, notice => notice.Level == ReveNoticeLevel.Warning).Message;
        Assert.Equal(
            "The model 'reve/create-image' is deprecated and ends on 2026-12-01; 'reve/create-image-2' replaces it.",
            warning);
    }

    [Theory]
    [InlineData("reve/create-image")]
    [InlineData("some/other-name")]
    public async Task A_withdrawn_model_is_an_error_before_anything_is_charged(string id)
    {
        Respond("withdrawn", id);

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ModelRetired, error.Kind);
        Assert.Contains("-Model reve/create-image-2", error.Advice);
        Assert.Contains(TestProviders.WithoutCreate.Name, error.Advice);
        Assert.DoesNotContain(TestProviders.AnyWithTasks.Name, error.Advice);
        Assert.Empty(Paid);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(200, "no json")]
    [InlineData(200, """{"data":"nothing"}""")]
    public async Task Without_the_list_the_call_is_sent(int status, string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = status, Body = body });

        await MakeAsync(Create());

        Assert.Single(Questions);
    }

    [Fact]
    public async Task The_list_has_a_timeout_of_two_seconds()
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Fault = Fault.StallBeforeHeaders });

        var run = MakeAsync(Create());
        await UntilAsync(() => Questions.Any());
        Clock.RunOut(System.TimeSpan.FromSeconds(2));

        Assert.NotNull((await run).Bytes);
    }

    private void Respond(string status, string id) => Emulator.Misbehave(new Misbehaviour
    {
        Path = Path,
        Body = $$"""
        {"data":[{"id":"{{id}}","aliases":["reve/create-image"],"status":"{{status}}",
        "shutdown_at":"2026-12-01","replaced_by":"reve/create-image-2"}]}
        """,
    });
}
