using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>A long journal is read without a record for each line, and with the same result.</summary>
public sealed class JournalScanTests : JournalTestBase
{
    private static readonly byte[][] s_lines =
    [
        JournalJson.Write(new StartedRecord
        {
            Item = new string('a', 64), Copy = 2, Call = new string('b', 32), At = DateTimeOffset.UnixEpoch,
            Provider = TestProviders.Any.Name, Model = "reve/create-image", Prompt = "a \"paper\" fox,\nin Cologne",
            Options = new Dictionary<string, object> { ["seed"] = 7, ["fit"] = new[] { "a", "b" } }, Inputs = ["fox.png"],
        }),
        JournalJson.Write(new OutcomeRecord
        {
            Item = new string('a', 64), Copy = 2, Call = new string('b', 32), At = DateTimeOffset.UnixEpoch,
            Provider = TestProviders.Any.Name, Model = "reve/create-image", Kind = OutcomeKind.Succeeded, Billing = Billing.Charged,
            Usage = new ReveUsage
            {
                Amount = 7.5m, Unit = "tokens", Details = new Dictionary<string, object> { ["usd"] = 1.5m },
            },
            Images = [new ImageRecord { Part = $".reve-{new string('b', 32)}-0.part", ContentViolation = false }],
        }),
        JournalJson.Write(new SavedRecord
        {
            Item = new string('a', 64), Copy = 2, Call = new string('b', 32), At = DateTimeOffset.UnixEpoch,
            Place = 0, Name = "fox/00000-a-paper-fox.png", Length = 7, Hash = new string('c', 64),
            Written = DateTimeOffset.UnixEpoch,
        }),
    ];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, s_lines.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_line_of_each_kind_is_scanned(int number)
    {
        Assert.True(JournalLineScanner.TryScan(s_lines[number], out var scanned));
        Assert.True(scanned.HasPlainNames);
        Assert.Equal(ItemKey.Of(new string('a', 64), 2), scanned.Item);
        Assert.Equal(Guid.ParseExact(new string('b', 32), "N"), scanned.Call);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_line_is_scanned_only_when_it_is_still_a_record(int number)
    {
        var random = new Random(number);
        for (var round = 0; round < 20_000; round++)
        {
            var line = (byte[])s_lines[number].Clone();
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                line[random.Next(line.Length)] = (byte)random.Next(256);
            }

            var damaged = random.Next(4) == 0 ? line[..random.Next(line.Length)] : line;
            if (!JournalLineScanner.TryScan(damaged, out _)) continue;
            Assert.True(JournalJson.Read(damaged) is not null, Encoding.UTF8.GetString(damaged));
        }
    }

    [Theory]
    [InlineData("2026-02-29T00:00:00+00:00")]
    [InlineData("2026-01-02T24:00:00+00:00")]
    [InlineData("2026-01-02T03:04:05")]
    [InlineData("2026-01-02T03:04:05.+00:00")]
    [InlineData("2026-01-02T03:04:05+15:00")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    public void A_line_with_another_form_of_time_is_not_scanned(string time)
    {
        var line = Encoding.UTF8.GetString(s_lines[0]).Replace("1970-01-01T00:00:00+00:00", time);

        Assert.Contains(time, line);
        Assert.False(JournalLineScanner.TryScan(Encoding.UTF8.GetBytes(line), out _));
    }

    [Theory]
    [InlineData("../00000-a-paper-fox.png")]
    [InlineData("/00000-a-paper-fox.png")]
    [InlineData("con.png")]
    [InlineData("reve-journal.jsonl")]
    [InlineData("00000-fox.")]
    [InlineData("C:/00000-fox.png")]
    public void A_name_that_may_not_be_valid_is_checked_with_all_rules(string name)
    {
        var line = JournalJson.Write((SavedRecord)JournalJson.Read(s_lines[2])! with { Name = name });

        Assert.True(JournalLineScanner.TryScan(line, out var scanned));
        Assert.False(scanned.HasPlainNames);
    }

    [Fact]
    public async Task A_long_journal_takes_little_memory()
    {
        Directory.CreateDirectory(Out);
        await using (var file = File.Create(JournalFile))
        {
            for (var number = 0; number < 20_000; number++)
            {
                foreach (var line in s_lines)
                {
                    var text = Encoding.UTF8.GetString(line).Replace(new string('a', 64), $"{number:x64}")
                        .Replace(new string('b', 32), $"{number:x32}");
                    file.Write(Encoding.UTF8.GetBytes(text));
                    file.WriteByte((byte)'\n');
                }
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var journal = ReveJournal.Open(Out, resume: true);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000 * 600);
        Assert.Empty(journal.Notices);
    }
}
