using System.IO;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>A provider that repeats the key, wherever in its answer, gets it nowhere.</summary>
public sealed class SecretTests : EmulatorTests
{
    [Fact]
    public async Task A_refusal_that_repeats_the_key_does_not_pass_it_on()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 401,
            Body = $$"""{"requestId":"{{Emulator.ApiKey}}","message":"bad key {{Emulator.ApiKey}}"}""",
        });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.DoesNotContain(Emulator.ApiKey, $"{error} {error.ProviderMessage} {error.RequestId} {error.Advice}");
        Assert.All(Notices, notice => Assert.DoesNotContain(Emulator.ApiKey, notice.Message));
    }

    [Fact]
    public async Task A_result_that_repeats_the_key_does_not_pass_it_on()
    {
        var base64 = Convert.ToBase64String(PlainPng.Make((8, 8)));
        var echo = $"\"request_id\":\"{Emulator.ApiKey}\",\"revised_prompt\":\"for {Emulator.ApiKey}\"";
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Body = $$"""{"data":[{"b64_json":"{{base64}}",{{echo}}}]}""",
        });

        var image = await MakeAsync(Create());

        Assert.Equal("for ********", image.RevisedPrompt);
        Assert.DoesNotContain(Emulator.ApiKey, image.ToString());
        Assert.DoesNotContain(Emulator.ApiKey, image.RequestId);
    }

    [Fact]
    public async Task The_file_that_keeps_an_unreadable_answer_keeps_no_key()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $"thanks, {Emulator.ApiKey}, {{" });

        var error = await FailAsync();

        var kept = await File.ReadAllTextAsync(error.ResponseFile!, Cancellation);
        File.Delete(error.ResponseFile!);
        Assert.Equal($"thanks, {new string('*', Emulator.ApiKey.Length)}, {{", kept);
    }

    [Fact]
    public void A_key_is_found_however_JSON_writes_it()
    {
        var key = ApiKey.From("se+cret/key");

        var hidden = SecretRedactor.Hide(@"se+cret/key se\u002Bcret/key se+cret\/key", key);

        Assert.Equal("******** ******** ********", hidden);
    }

    [Fact]
    public async Task A_key_that_was_refused_is_looked_for_where_it_came_from()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = 401, Times = 2 });
        var given = await FailAsync();
        var read = Connection() with { Key = ApiKey.FromVariable("AIMLAPI_KEY", Emulator.ApiKey) };

        var found = await Assert.ThrowsAsync<ReveException>(() =>
            new ReveClient(read, new CallPolicy(), Clock).GenerateAsync(Create(), cancellation: Cancellation));

        Assert.Contains("-ApiKey", given.Advice);
        Assert.Contains("AIMLAPI_KEY", found.Advice);
    }
}
