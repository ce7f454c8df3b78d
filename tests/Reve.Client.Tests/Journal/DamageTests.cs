using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Journals with lines that cannot be read.</summary>
public sealed class DamageTests : JournalTestBase
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_a_damaged_line_a_run_that_resumes_refuses_and_names_the_line(int number)
    {
        await StartAsync(Create(), Create("a tin crow"));
        Edit(number, line => line.Replace("\"copy\":", "\"co"));

        var error = Assert.Throws<ReveException>(() => ReveJournal.Open(Out, resume: true));

        Assert.Equal(ReveErrorKind.JournalDamaged, error.Kind);
        Assert.Contains($"Line {number} ", error.Message);
        Assert.Contains("move the journal", error.Advice);
        Assert.Equal(ReveErrorKind.JournalDamaged, Assert.Throws<ReveException>(() => ReveJournal.Look(Out)).Kind);
        AssertNotLocked();
    }

    [Fact]
    public async Task Given_a_damaged_line_a_run_without_resume_goes_on()
    {
        await StartAsync(Create());
        Edit(1, _ => "damaged");

        Assert.NotNull(Assert.Single(await StartAsync(Create("a tin crow"))).Image);
    }

    [Fact]
    public async Task Given_a_damaged_first_line_the_call_is_still_counted()
    {
        await StartAsync(Create());
        Edit(1, _ => "damaged");

        var sum = new UsageSummarizer();
        sum.AddJournal(Out);

        var line = Assert.Single(sum.Summaries);
        Assert.Equal((TestProviders.Any.Name, "reve/create-image"), (line.Provider, line.Model));
        Assert.Equal((1, 126000m), (line.Calls, line.Amount));
    }

    [Fact]
    public async Task Given_a_line_cut_short_by_a_crash_the_next_run_marks_it_and_every_later_run_resumes()
    {
        await StartAsync(Create(), Create("a tin crow"));
        using (var file = File.Open(JournalFile, FileMode.Open)) file.SetLength(file.Length - 20);

        await StartAsync(Create("a glass owl"));

        Assert.Contains("""{"event":"torn"}""", File.ReadLines(JournalFile).ElementAt(5));
        var results = await ResumeAsync(Create(), Create("a tin crow"), Create("a glass owl"));
        Assert.All(results, result => Assert.True(result.Image!.Resumed));
        Assert.Equal(3, Emulator.Bill.Count);
        Assert.Equal(3, Images.Count());
    }

    [Fact]
    public async Task Given_a_crash_at_any_byte_of_the_mark_the_journal_stays_readable()
    {
        await StartAsync(Create());
        var whole = await File.ReadAllBytesAsync(JournalFile, Cancellation);
        var torn = whole[..^30];
        var mark = """{"event":"torn"}"""u8.ToArray();
        for (var length = 0; length <= mark.Length; length++)
        {
            await File.WriteAllBytesAsync(JournalFile, [.. torn, .. mark[..length]], Cancellation);
            await new Reve.Journal.JournalFile(JournalFile).AppendAsync(Encoding.UTF8.GetBytes(LineOf(whole, 0)));

            var lines = new Reve.Journal.JournalFile(JournalFile).Read().ToList();

            Assert.Equal([false, false, true, false], lines.Select(line => line.IsTorn));
            Assert.DoesNotContain(lines, line => line.IsDamaged);
        }
    }

    [Fact]
    public async Task Given_a_complete_line_without_its_line_break_the_line_is_not_lost()
    {
        await StartAsync(Create());
        using (var file = File.Open(JournalFile, FileMode.Open)) file.SetLength(file.Length - 1);

        await StartAsync(Create("a tin crow"));

        var results = await ResumeAsync(Create(), Create("a tin crow"));
        Assert.All(results, result => Assert.True(result.Image!.Resumed));
        Assert.Equal(2, Emulator.Bill.Count);
        Assert.Equal(2, Images.Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Given_lines_of_one_call_with_different_items_the_run_is_not_resumed(int line)
    {
        await StartAsync(Create());
        Edit(line + 1, text => text.Replace("\"copy\":0", "\"copy\":7"));

        var error = Assert.Throws<ReveException>(() => ReveJournal.Open(Out, resume: true));

        Assert.Equal(ReveErrorKind.JournalDamaged, error.Kind);
        Assert.Contains($"Line {Math.Max(line, 1) + 1} ", error.Message);
    }

    public static TheoryData<string, string> OddValues => new()
    {
        { "\"copy\":0", "\"copy\":1e400" },
        { "\"copy\":0", "\"copy\":-1" },
        { "\"copy\":0", "\"copy\":99999999999" },
        { "\"place\":0", "\"place\":1.5" },
        { "\"place\":0", "\"place\":2147483648" },
        { "\"place\":0", "\"place\":-7" },
        { "\"length\":[0-9]+", "\"length\":1e30" },
        { "\"length\":[0-9]+", "\"length\":-9223372036854775808" },
        { "\"details\":\\{", "\"details\":{\"\\ud800\":1e999,\"a\":1e999," },
        { "\"details\":\\{", "\"details\":null,\"x\":{" },
        { "\"amount\":[0-9]+", "\"amount\":79228162514264337593543950335" },
        { "\"at\":\"[^\"]*\"", "\"at\":\"0001-01-01T00:00:00+14:00\"" },
        { "\"images\":\\[\\{", "\"images\":[null,{" },
        { "\"kind\":\"[^\"]*\"", "\"kind\":77" },
        { "\"name\":\"[^\"]*\"", "\"name\":\"\\ud800.png\"" },
        { "\"name\":\"[^\"]*\"", "\"name\":\"a\\u0000b.png\"" },
        { "\"name\":\"[^\"]*\"", "\"name\":null" },
        { "\"name\":\"[^\"]*\"", "\"name\":\"" + new string('n', 300) + ".png\"" },
        { "\"call\":\"[^\"]*\"", "\"call\":\"../../x\"" },
        { "\"prompt\":", "\"\\ud800\":1,\"prompt\":" },
    };

    [Theory]
    [MemberData(nameof(OddValues))]
    public async Task Given_an_odd_value_nothing_crashes_and_nothing_is_paid_for_again(string pattern, string odd)
    {
        await StartAsync(Create(), Create("a tin crow"));
        var text = await File.ReadAllTextAsync(JournalFile, Cancellation);
        var changed = Regex.Replace(text, pattern, odd.Replace("$", "$$"));
        Assert.NotEqual(text, changed);
        await File.WriteAllTextAsync(JournalFile, changed, Cancellation);

        try
        {
            await ResumeAsync(Create(), Create("a tin crow"));
        }
        catch (ReveException exception)
        {
            Assert.Equal(ReveErrorKind.JournalDamaged, exception.Kind);
        }

        Assert.Equal(2, Emulator.Bill.Count);
        AssertNotLocked();
        var error = Record.Exception(() => new UsageSummarizer().AddJournal(Out));
        Assert.True(error is null or ReveException { Kind: ReveErrorKind.InputUnreadable }, $"{error}");
    }

    [Fact]
    public void Given_a_line_longer_than_the_limit_it_is_damage_and_is_not_read_into_memory()
    {
        Directory.CreateDirectory(Out);
        using (var file = new StreamWriter(JournalFile))
        {
            var block = new string('x', 1 << 20);
            file.Write("{\"event\":\"started\",\"prompt\":\"");
            for (var megabyte = 0; megabyte < 64; megabyte++) file.Write(block);
            file.Write("\"}\n");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var line = Assert.Single(new Reve.Journal.JournalFile(JournalFile).Read());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 24L << 20);
        Assert.True(line.IsDamaged);
        Assert.Equal(
            ReveErrorKind.JournalDamaged,
            Assert.Throws<ReveException>(() => ReveJournal.Open(Out, resume: true)).Kind);
    }

    private static string LineOf(byte[] journal, int number) =>
        System.Text.Encoding.UTF8.GetString(journal).Split('\n')[number];

    private void Edit(int number, Func<string, string> edit)
    {
        var lines = File.ReadAllLines(JournalFile);
        lines[number - 1] = edit(lines[number - 1]);
        File.WriteAllLines(JournalFile, lines);
    }

    private void AssertNotLocked()
    {
        using (ReveJournal.Open(Out)) Assert.True(File.Exists(Path.Combine(Out, "reve-journal.lock")));
        Assert.False(File.Exists(Path.Combine(Out, "reve-journal.lock")));
    }
}
