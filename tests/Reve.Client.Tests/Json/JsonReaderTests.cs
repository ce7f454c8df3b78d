using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Reve.Journal;
using Reve.Json;
using Xunit;

namespace Reve.Tests.Json;

/// <summary>The reader never throws, and what surrounds a value that cannot be read is still read.</summary>
public sealed class JsonReaderTests
{
    private const string Good = """
        "good":"fox","number":7,"flag":true,"list":[1],"map":{"a":1}
        """;

    public static TheoryData<string> OddFields => new(
        "\"\\ud800\":1",
        "\"odd\":\"\\udc00\"",
        "\"odd\":1e400",
        "\"odd\":-1e-400",
        "\"odd\":[{\"\\ud83d\":\"\\ud83d\"}]",
        "\"odd\":123456789012345678901234567890123",
        "\"odd\":\"a\\u0000b\"",
        "\"good\":null");

    [Theory]
    [MemberData(nameof(OddFields))]
    public void Given_an_odd_field_the_other_fields_are_read(string odd) =>
        AssertGood(Encoding.UTF8.GetBytes("{" + odd + ",\"good\":\"fox\",\"number\":7}"));

    [Fact]
    public void Given_invalid_utf8_in_a_value_or_in_a_name_the_other_fields_are_read()
    {
        AssertGood([.. "{\"odd\":\""u8, 0xFF, 0xC3, .. "\",\"good\":\"fox\",\"number\":7}"u8]);
        AssertGood([.. "{\""u8, 0xFF, 0xC3, .. "\":1,\"good\":\"fox\",\"number\":7}"u8]);
        AssertGood([.. "{\"\\u0041"u8, 0xFF, .. "\":1,\"good\":\"fox\",\"number\":7}"u8]);
    }

    [Fact]
    public void Given_a_byte_order_mark_the_text_is_read() =>
        AssertGood([0xEF, 0xBB, 0xBF, .. Utf8("""{"good":"fox","number":7}""")]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("<html>")]
    [InlineData("{\"a\":01}")]
    [InlineData("\u0000")]
    public void Given_text_that_is_not_JSON_parsing_fails_without_an_exception(string text) =>
        Assert.False(JsonReader.TryParse(text, out _));

    [Fact]
    public void Given_deep_nesting_parsing_fails_without_an_exception() =>
        Assert.False(JsonReader.TryParse(new string('[', 100_000) + new string(']', 100_000), out _));

    [Theory]
    [InlineData("text", "1")]
    [InlineData("text", "\"\"")]
    [InlineData("text", "\"\\ud800\"")]
    [InlineData("number", "\"7\"")]
    [InlineData("number", "1e400")]
    [InlineData("flag", "\"true\"")]
    [InlineData("list", "{}")]
    [InlineData("bytes", "\"!no!\"")]
    [InlineData("bytes", "\"data:image/png;base64,%%\"")]
    [InlineData("time", "\"yesterday\"")]
    public void Given_a_value_of_another_kind_the_field_is_absent(string kind, string value)
    {
        Assert.True(JsonReader.TryParse("{\"field\":" + value + "}", out var document));

        using (document)
        {
            var root = document.RootElement;
            object? read = kind switch
            {
                "text" => root.Text("field"),
                "number" => root.Number("field"),
                "flag" => root.Flag("field"),
                "list" => root.Items("field").Any() ? "items" : null,
                "bytes" => root.Base64("field"),
                _ => root.Time("field"),
            };
            Assert.Null(read);
        }
    }

    [Fact]
    public void Given_an_element_that_is_not_an_object_every_field_is_absent()
    {
        Assert.Null(default(JsonElement).Get("a"));
        Assert.Empty(default(JsonElement).Fields());
        Assert.Null(default(JsonElement).PlainValue());
    }

    [Fact]
    public void Given_fields_with_the_same_name_the_last_one_counts()
    {
        Assert.True(JsonReader.TryParse("""{"a":1,"a":2}""", out var document));

        using (document)
        {
            Assert.Equal(2, document.RootElement.Number("a"));
            Assert.Equal(2L, document.RootElement.PlainFields()["a"]);
        }
    }

    [Fact]
    public void Given_any_damage_to_a_text_nothing_throws()
    {
        var random = new Random(12);
        var text = Utf8("{" + Good + """
            ,"deep":[[[{"\ud83d\ude00":"\ud83d\ude00","time":"2026-01-02T03:04:05Z"}]]]}
            """);
        var parsed = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = Damage(text, random);
            if (!JsonReader.TryParse(damaged, out var document)) continue;
            using (document) ReadAll(document.RootElement);
            parsed++;
        }

        Assert.InRange(parsed, 100, 20_000);
    }

    [Fact]
    public void Given_any_damage_to_a_journal_line_nothing_throws()
    {
        var random = new Random(14);
        var line = JournalJson.Write(new OutcomeRecord
        {
            Item = new string('a', 64),
            Copy = 1,
            Call = new string('b', 32),
            At = DateTimeOffset.UnixEpoch,
            Provider = TestProviders.Any.Name,
            Model = "reve/create-image",
            Kind = OutcomeKind.Succeeded,
            Billing = Billing.Charged,
            Usage = new ReveUsage { Amount = 7, Details = new Dictionary<string, object> { ["usd"] = 1.5m } },
            Images = [new ImageRecord { Url = "https://example.com/fox.png" }],
        });
        Assert.NotNull(JournalJson.Read(line));

        for (var round = 0; round < 20_000; round++) JournalJson.Read(Damage(line, random));
    }

    private static byte[] Damage(byte[] text, Random random)
    {
        var damaged = text.ToArray();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            damaged[random.Next(damaged.Length)] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)'d',
                2 => (byte)'9',
                _ => (byte)'"',
            };
        }

        return random.Next(5) == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
    }

    private static void ReadAll(JsonElement element)
    {
        element.PlainValue();
        foreach (var name in (string[])["good", "number", "flag", "list", "map", "deep", "time", "\uD800"])
        {
            element.Text(name);
            element.Number(name);
            element.Flag(name);
            element.Base64(name);
            element.Address(name);
            element.Time(name);
            foreach (var item in element.Items(name)) item.PlainValue();
            element.Get(name)?.PlainFields();
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void AssertGood(byte[] text)
    {
        Assert.True(JsonReader.TryParse(text, out var document));
        using (document)
        {
            Assert.Equal("fox", document.RootElement.Text("good"));
            if (document.RootElement.Get("number") is not null) Assert.Equal(7, document.RootElement.Number("number"));
            Assert.Equal("fox", document.RootElement.PlainFields()["good"]);
        }
    }
}
