using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Journal;

namespace Reve.Tests.Mutation;

/// <summary>Journals with lines of each kind, and with a value in each field.</summary>
internal static class JournalSamples
{
    private static readonly string s_item = ContentHash.Of("a fox"u8.ToArray());
    private static readonly string s_call = ContentHash.Of("a call"u8.ToArray())[..32];

    private static readonly JournalRecord[] s_records =
    [
        new StartedRecord
        {
            Item = s_item, Copy = 2, Call = s_call, At = DateTimeOffset.UnixEpoch, Index = 3, ClientRequestId = "c-1",
            Provider = TestProviders.Any.Name, Model = "reve/create-image", Operation = ReveOperation.Remix,
            Prompt = "a \"paper\" fox,\nin Cologne", AspectRatio = "3:2",
            Options = new Dictionary<string, object> { ["seed"] = 7L, ["fit"] = new[] { "a", "b" } },
            AdditionalBody = new Dictionary<string, object?> { ["a"] = null, ["b"] = 1.5m }, Inputs = ["fox.png"],
        },
        new OutcomeRecord
        {
            Item = s_item, Copy = 2, Call = s_call, At = DateTimeOffset.UnixEpoch, Provider = TestProviders.Any.Name,
            Model = "reve/create-image", Kind = OutcomeKind.Accepted, Billing = Billing.Unknown, Task = "task_1",
            TaskLinks = new ReveTaskLinks(
                new Uri("https://127.0.0.1/s"), new Uri("https://127.0.0.1/r"), new Uri("https://127.0.0.1/c")),
        },
        new OutcomeRecord
        {
            Item = s_item, Copy = 2, Call = s_call, At = DateTimeOffset.UnixEpoch, Provider = TestProviders.Any.Name,
            Model = "reve/create-image", Kind = OutcomeKind.Succeeded, Billing = Billing.Charged, RequestId = "r-1",
            ClientRequestId = "c-1", ResponseFile = $"reve-response-{new string('c', 32)}.txt",
            Usage = new ReveUsage
            {
                Amount = 7.5m, Unit = "tokens", UsdAmount = 0.1m,
                Details = new Dictionary<string, object> { ["usd"] = 1.5m },
            },
            Images =
            [
                new ImageRecord { Part = $".reve-{s_call}-0.part", ContentViolation = false },
                new ImageRecord { Url = "https://127.0.0.1/a.png", RequestId = "i-1", RevisedPrompt = "a fox" },
            ],
        },
        new OutcomeRecord
        {
            Item = s_item, Copy = 0, Call = ContentHash.Of("another call"u8.ToArray())[..32],
            At = DateTimeOffset.UnixEpoch, Provider = TestProviders.Any.Name, Model = "reve/create-image",
            Kind = OutcomeKind.Rejected, Billing = Billing.NotCharged, Error = "RateLimited",
        },
        new SavedRecord
        {
            Item = s_item, Copy = 2, Call = s_call, At = DateTimeOffset.UnixEpoch, Place = 0, Name = "fox.png",
            Length = 7, Hash = ContentHash.Of("a file"u8.ToArray()), Written = DateTimeOffset.UnixEpoch,
        },
    ];

    public static IReadOnlyList<byte[]> All { get; } =
    [
        [.. s_records.SelectMany(Line)],
        [.. Line(s_records[0]), .. Line(s_records[2])[..^30], .. "{\"event\":\"torn\"}\n"u8, .. Line(s_records[4])],
        [.. Line(s_records[0]), .. Line(s_records[1])],
        [.. Line(s_records[4])],
    ];

    private static byte[] Line(JournalRecord record) => [.. JournalJson.Write(record), (byte)'\n'];
}
