using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>A host repeats the key in other forms. None of them leaves the library.</summary>
public sealed class EchoedSecretTests : EmulatorTests
{
    private const string Key = "sk-Ab/9+z=Qw_7.mNpR\"t0";

    public static TheoryData<string> Echoes =>
    [
        Key,
        "Bearer " + Key,
        "Incorrect key provided: " + Key[..13] + "...",
        "ends with " + Key[^13..],
        Base64(Key),
        Base64("Bearer " + Key),
        Base64("x:" + Key),
        Base64("user:" + Key + ":more"),
        Base64("user:" + Key).Replace('+', '-').Replace('/', '_'),
        Uri.EscapeDataString(Key),
        Uri.EscapeDataString(Uri.EscapeDataString(Key)),
        WebUtility.UrlEncode(Key),
        Uri.EscapeDataString(Key).ToLowerInvariant().Replace(Key.ToLowerInvariant(), Key),
        JsonSerializer.Serialize(Key),
        JsonSerializer.Serialize(Key).Replace("/", "\\/"),
        string.Concat(Key.Select(character => $"\\u{(int)character:x4}")),
        Convert.ToHexString(Encoding.ASCII.GetBytes(Key)),
        Convert.ToHexString(Encoding.ASCII.GetBytes(Key)).ToLowerInvariant(),
        WebUtility.HtmlEncode(Key),
        new string([.. Key.Reverse()]),
        Key.Insert(12, "\r\n"),
        Base64(Key).Insert(16, "\n"),
    ];

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    public static TheoryData<string> WithTasks => [.. TestProviders.WithTasks.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Echoes))]
    public void The_key_is_removed_from_text_in_every_form(string echo)
    {
        var text = SecretRedactor.Redact($"before {echo} after", ApiKey.From(Key))!;

        Assert.StartsWith("before ", text);
        Assert.EndsWith(" after", text);
        Assert.Contains("********", text);
        AssertNoPartOf(echo, text);
    }

    [Theory]
    [MemberData(nameof(Echoes))]
    public void The_key_is_removed_from_bytes_in_every_form(string echo)
    {
        var bytes = Encoding.UTF8.GetBytes($"before {echo} after");

        var redacted = SecretRedactor.Redact(bytes, ApiKey.From(Key));

        Assert.Equal(bytes.Length, redacted.Length);
        AssertNoPartOf(echo, Encoding.UTF8.GetString(redacted.Span));
    }

    [Theory]
    [InlineData("Authorization: Bearer other-token-77", "Authorization: Bearer ********")]
    [InlineData("basic dXNlcjpwYXNz0w==", "basic ********")]
    [InlineData("a bearer of authentication", "a bearer of authentication")]
    [InlineData("basic functionality of the sk-Ab model", "basic functionality of the sk-Ab model")]
    public void Credentials_of_an_authorization_header_are_removed_and_words_stay(string text, string expected) =>
        Assert.Equal(expected, SecretRedactor.Redact(text, ApiKey.From(Key)));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_error_notice_or_kept_response_repeats_the_key_in_another_form(string provider)
    {
        var base64 = Base64("Bearer " + Emulator.ApiKey);
        var escaped = string.Concat(Emulator.ApiKey.Select(character => $"\\u{(int)character:X4}"));
        var to = new Misbehaviour { PaidAt = provider };
        Emulator.Misbehave(to with
        {
            Status = 400,
            Body = $$"""{"requestId":"{{escaped}}","message":"{{base64}} {{escaped}}","{{escaped}}":1}""",
        });
        Emulator.Misbehave(to with { Body = $"{base64} {escaped} {Emulator.ApiKey}", IsCharged = false });

        var refused = await FailAtAsync(provider);
        var unreadable = await FailAtAsync(provider);

        var kept = await File.ReadAllTextAsync(unreadable.ResponseFile!, Cancellation);
        File.Delete(unreadable.ResponseFile!);
        foreach (var text in Notices.Select(notice => notice.Message)
            .Concat([kept, $"{refused} {refused.ProviderMessage} {refused.RequestId}", unreadable.ToString()]))
        {
            Assert.DoesNotContain(Emulator.ApiKey, text);
            Assert.DoesNotContain(base64[8..20], text);
            Assert.DoesNotContain(escaped[..60], text);
        }
    }

    [Fact]
    public async Task The_journal_contains_the_key_in_no_form_and_stays_readable()
    {
        var key = Emulator.ApiKey;
        var image = Convert.ToBase64String(PlainPng.Make((8, 8)));
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = $$"""{"data":[{"b64_json":"{{image}}","request_id":"{{Base64(key)}}","revised_prompt":"{{key}}"}]}""",
        });
        using (var journal = ReveJournal.Open(Folder, resume: false))
        {
            var job = Client().CreateJob(Create());
            await Client().GenerateAsync(
                (job with { Output = OutputTarget.ToFolder(Folder) }).EnterInto(journal), Notices.Enqueue, Cancellation);
        }

        var text = await File.ReadAllTextAsync(Path.Combine(Folder, ReveJournal.FileName), Cancellation);
        Assert.DoesNotContain(key, text);
        Assert.DoesNotContain(Base64(key)[..12], text);
        using var again = ReveJournal.Open(Folder, resume: true);
        var resumed = Client().CreateJob(Create());
        Assert.Equal(
            ResumeAction.Fetch, (resumed with { Output = OutputTarget.ToFolder(Folder) }).EnterInto(again).ResumeAction);
    }

    [Fact]
    public async Task An_address_with_the_key_is_used_for_the_download_and_shown_nowhere_else()
    {
        var key = Emulator.ApiKey;
        var url = new Uri(Emulator.BaseUri, $"/generations/{key}/fox.png?token={key}").AbsoluteUri;
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $$"""{"data":[{"url":"{{url}}"}]}""" });

        IReadOnlyList<ReveResult> results;
        using (var journal = ReveJournal.Open(Folder, resume: false))
        {
            var job = Client().CreateJob(Create()) with { Output = OutputTarget.ToFolder(Folder) };
            results = await Client().GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation);
        }

        var (image, error) = Assert.Single(results);
        Assert.Equal(url, image!.Url);
        Assert.Contains(Downloads, request => request.Path.Contains(key));
        Assert.Equal(ReveErrorKind.DownloadFailed, error!.Kind);
        Assert.Contains("/generations/********/fox.png", error.Message);
        Assert.DoesNotContain(key, $"{error} {error.Target}");
        Assert.All(Notices, notice => Assert.DoesNotContain(key, notice.Message));
        Assert.DoesNotContain(
            key, await File.ReadAllTextAsync(Path.Combine(Folder, ReveJournal.FileName), Cancellation));
    }

    [Fact]
    public async Task A_sidecar_does_not_contain_the_key()
    {
        var key = Emulator.ApiKey;
        var url = Emulator.BaseUri + $"generations/fox.png?token={key}";
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $$"""{"data":[{"url":"{{url}}"}]}""" });
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 307, Headers = ToImage() });

        await Client().GenerateAsync(
            Create(), job => job with { Output = OutputTarget.ToFolder(Folder), Sidecar = true }, Notices.Enqueue,
            Cancellation);

        var sidecar = Assert.Single(Directory.GetFiles(Folder, "*.json"));
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(sidecar, Cancellation));
    }

    [Theory]
    [MemberData(nameof(WithTasks))]
    public async Task The_error_of_a_failed_task_does_not_repeat_the_key(string provider)
    {
        var key = Emulator.ApiKey;
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = $"no such key: {key} {Base64(key)}" };

        var error = await FailAtAsync(provider);

        Assert.Contains("no such key: ********", error.ProviderMessage);
        foreach (var text in Notices.Select(notice => notice.Message).Append($"{error} {error.Advice}"))
        {
            Assert.DoesNotContain(key, text);
            Assert.DoesNotContain(Base64(key)[..12], text);
        }
    }

    [Fact]
    public async Task A_balance_does_not_repeat_the_key()
    {
        var key = Emulator.ApiKey;
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Body = $$"""{"current_balance":1,"currency":"{{key}}","owner":"{{key}}"}""",
        });

        var balance = await Client().GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.DoesNotContain(key, JsonSerializer.Serialize(balance));
    }

    [Theory]
    [InlineData("1234567", false)]
    [InlineData("12345678", true)]
    public void A_key_with_fewer_than_8_characters_is_refused(string key, bool isAccepted)
    {
        var error = Record.Exception(() => new ReveClient(Connection() with { Key = ApiKey.From(key) }));

        Assert.Equal(isAccepted ? null : ReveErrorKind.ApiKeyInvalid, (error as ReveException)?.Kind);
        if (error is not null) Assert.DoesNotContain(key, error.Message);
    }

    private Dictionary<string, string> ToImage() => new()
    {
        ["Location"] = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((8, 8)))).AbsoluteUri,
    };

    /// <summary>Sends a call of the first operation of a provider, which must fail.</summary>
    private Task<ReveException> FailAtAsync(string provider)
    {
        var operation = ProviderRegistry.Get(provider).Operations[0];
        var input = ImageInput.FromBytes(PlainPng.Make((64, 64)));
        var request = new ImageRequest
        {
            Operation = operation.Operation, Prompt = "a fox",
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
        };
        return Assert.ThrowsAsync<ReveException>(
            () => Client(provider: provider).GenerateAsync(request, Notices.Enqueue, Cancellation));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>No 14 characters of the echo that belong to the key are left.</summary>
    private static void AssertNoPartOf(string echo, string text)
    {
        for (var start = echo.IndexOf(' ') + 8; start + 14 < echo.Length - 8; start++)
        {
            Assert.DoesNotContain(echo.Substring(start, 14), text);
        }

        Assert.DoesNotContain(Key, text);
    }
}
