using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>What is written to a journal is read again.</summary>
public sealed class JournalProperties : IDisposable
{
    private static readonly Gen<(string Item, int Copy, string Call, DateTimeOffset At)> s_identities = Gen.Select(
        Gen.Byte.Array[32].Select(bytes => Convert.ToHexString(bytes).ToLowerInvariant()), Gen.Int[0, int.MaxValue],
        Gen.Guid.Select(id => id.ToString("N")), Values.Time);

    private static readonly Gen<JournalRecord> s_started = Gen.Select(
        s_identities, Values.WellFormedText, Values.WellFormedText.Array[0, 3], Gen.Long).Select(
        JournalRecord (identity, text, inputs, number) => new StartedRecord
        {
            Item = identity.Item, Copy = identity.Copy, Call = identity.Call, At = identity.At, Provider = text,
            Model = text, Prompt = text, Inputs = inputs, Operation = ReveOperation.Edit,
            Options = new Dictionary<string, object> { [text] = number },
            AdditionalBody = new Dictionary<string, object?> { [text] = text },
        });

    private static readonly Gen<JournalRecord> s_outcomes = Gen.Select(
        s_identities, Values.WellFormedText, Gen.Enum<OutcomeKind>(), Gen.Enum<Billing>(), Gen.Decimal).Select(
        JournalRecord (identity, text, kind, billing, amount) => new OutcomeRecord
        {
            Item = identity.Item, Copy = identity.Copy, Call = identity.Call, At = identity.At, Provider = text,
            Model = text, Kind = kind, Billing = billing, RequestId = text, Task = text,
            Usage = new ReveUsage { Amount = amount, Unit = "credits" },
            Images = [new ImageRecord { Url = text, RevisedPrompt = text, ContentViolation = true }],
        });

    private static readonly Gen<JournalRecord> s_saved = Gen.Select(
        s_identities, Values.WellFormedText, Gen.Int[0, int.MaxValue], Gen.Long[0, long.MaxValue], Values.Time).Select(
        JournalRecord (identity, text, place, length, written) => new SavedRecord
        {
            Item = identity.Item, Copy = identity.Copy, Call = identity.Call, At = identity.At, Place = place,
            Name = text, Length = length, Hash = text, Written = written,
        });

    private static readonly Gen<JournalRecord> s_records = Gen.OneOf(s_started, s_outcomes, s_saved);

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_record_is_read_from_its_line() => Property.Holds(s_records, record =>
    {
        var line = JournalJson.Write(record);

        Assert.Equal(line, JournalJson.Write(JournalJson.Read(line)!));
        Assert.DoesNotContain((byte)'\n', line);
    });

    [Fact]
    public void A_line_is_scanned_as_the_call_of_its_record() => Property.Holds(s_records, record =>
    {
        if (!JournalLineScanner.TryScan(JournalJson.Write(record), out var scanned)) return;

        Assert.Equal(ItemKey.Of(record.Item, record.Copy), scanned.Item);
        Assert.Equal(Guid.ParseExact(record.Call, "N"), scanned.Call);
    });

    [Fact]
    public void A_journal_is_read_up_to_wherever_it_was_cut_off() => Property.Holds(
        Gen.Select(s_records.Array[1, 5], Gen.Double[0, 1]), values =>
        {
            var (records, part) = values;
            var file = new JournalFile(Path.Combine(_folder, JournalFile.Name));
            byte[] bytes = [.. records.SelectMany(record => (byte[])[.. JournalJson.Write(record), (byte)'\n'])];
            var cut = bytes[..(int)(part * bytes.Length)];
            File.WriteAllBytes(file.FullName, cut);

            var lines = file.Read().ToList();

            Assert.DoesNotContain(lines, line => line.IsDamaged);
            var whole = cut.Count(letter => letter == '\n');
            Assert.Equal(
                records.Take(whole).Select(record => record.Call),
                lines.Take(whole).Select(line => line.Record!.Call));
        });
}
