using System.IO;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>A key that a response repeats is redacted everywhere.</summary>
public sealed class SecretRedactorTests : EmulatorTests
{
    [Fact]
    public async Task An_error_that_repeats_the_key_is_redacted()
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
    public async Task A_result_that_repeats_the_key_is_redacted()
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
    public async Task The_kept_response_contains_no_key()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $"thanks, {Emulator.ApiKey}, {{" });

        var error = await FailAsync();

        var kept = await File.ReadAllTextAsync(error.ResponseFile!, Cancellation);
        File.Delete(error.ResponseFile!);
        Assert.Equal($"thanks, {new string('*', Emulator.ApiKey.Length)}, {{", kept);
    }

    [Fact]
    public void A_key_is_found_in_every_json_escaping()
    {
        var key = ApiKey.From("se+cret/key");

        var hidden = SecretRedactor.Redact(@"se+cret/key se\u002Bcret/key se+cret\/key", key);

        Assert.Equal("******** ******** ********", hidden);
    }

    [Fact]
    public async Task The_advice_for_a_rejected_key_names_its_source()
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
