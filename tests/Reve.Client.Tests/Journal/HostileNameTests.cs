using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Output;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Journals that name files which are not theirs.</summary>
public sealed class HostileNameTests : JournalTestBase
{
    [Theory]
    [InlineData("{0}/secret.png")]
    [InlineData("../secret.png")]
    [InlineData("sub/../../secret.png")]
    [InlineData("link/secret.png")]
    [InlineData("reve-journal.jsonl")]
    [InlineData(".reve-0123.part")]
    [InlineData("NUL")]
    public async Task Given_the_name_of_another_file_it_is_neither_read_nor_deleted(string name)
    {
        var secret = await SecretAsync();
        var request = Inline();
        await StartAsync(request);
        Directory.CreateSymbolicLink(Path.Combine(Out, "link"), Folder);
        ReplaceInJournal("\"name\":\"[^\"]*\"", $"\"name\":\"{string.Format(null, name, Folder)}\"");
        foreach (var image in Images.ToList()) File.Delete(image);

        var result = Assert.Single(await ResumeAsync(request));

        Assert.Null(result.Image?.FullName);
        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
        Assert.True(File.Exists(secret));
        AssertWarned();
    }

    [Theory]
    [InlineData("{0}/secret.png")]
    [InlineData("../secret.png")]
    [InlineData("secret.png")]
    public async Task Given_a_part_file_of_another_name_it_is_neither_read_nor_deleted(string part)
    {
        var secret = await SecretAsync();
        var request = Inline();
        await StartAsync(request);
        File.Copy(secret, Path.Combine(Out, "secret.png"));
        ReplaceInJournal("\"part\":\"[^\"]*\"", $"\"part\":\"{string.Format(null, part, Folder)}\"");
        CutAfter(2);

        var result = Assert.Single(await ResumeAsync(request));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
        Assert.True(File.Exists(secret));
        Assert.True(File.Exists(Path.Combine(Out, "secret.png")));
        AssertWarned();
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("fifo")]
    [InlineData("/etc/hostname")]
    public async Task Given_a_part_file_that_is_not_a_regular_file_it_is_not_read(string target)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has neither devices nor pipes among files.");
        var request = Inline();
        await StartAsync(request);
        CutAfter(2);
        var part = Path.Combine(Out, Lines()[1].GetProperty("images")[0].GetProperty("part").GetString()!);
        if (target == "fifo") MakePipe(part);
        else File.CreateSymbolicLink(part, target);

        var result = Assert.Single(await ResumeAsync(request));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
    }

    [Fact]
    public async Task Given_a_pipe_in_place_of_a_saved_file_it_is_not_opened()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no pipes among files.");
        var request = Inline();
        var image = Assert.Single(await StartAsync(request)).Image!;
        File.Delete(image.FullName!);
        MakePipe(image.FullName!);

        var result = Assert.Single(await ResumeAsync(request));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../reve-answer-00000000000000000000000000000000.txt")]
    [InlineData("passwd")]
    public async Task Given_a_response_file_of_another_form_no_error_names_it(string file)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Body = "<html>" });
        await StartAsync(Create());
        ReplaceInJournal("\"responseFile\":\"[^\"]*\"", $"\"responseFile\":\"{file}\"");

        var error = Assert.Single(await ResumeAsync(Create())).Error!;

        Assert.Null(error.ResponseFile);
        Assert.DoesNotContain(file, error.Advice);
        AssertWarned();
    }

    [Theory]
    [InlineData("a/b.png", true)]
    [InlineData("./a.png", true)]
    [InlineData("a\\b.png", true)]
    [InlineData("", false)]
    [InlineData("a/", false)]
    [InlineData("/a.png", false)]
    [InlineData("..", false)]
    [InlineData("a/../b.png", false)]
    [InlineData("a\u202E.png", false)]
    [InlineData("aux.png", false)]
    public void A_path_below_the_folder_has_only_plain_names(string path, bool isValid) =>
        Assert.Equal(isValid, FolderPath.Resolve(Folder, path) is not null);

    [Fact]
    public void A_name_with_half_of_a_character_is_not_plain() =>
        Assert.Null(FolderPath.Resolve(Folder, "\uD800.png"));

    private static ImageRequest Inline() => Create() with
    {
        AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
    };

    private static void MakePipe(string name)
    {
        using var process = Process.Start("mkfifo", [name]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<string> SecretAsync()
    {
        var secret = Path.Combine(Folder, "secret.png");
        await File.WriteAllBytesAsync(secret, PlainPng.Make((3, 3)), Cancellation);
        return secret;
    }

    private void ReplaceInJournal(string pattern, string text)
    {
        var before = File.ReadAllText(JournalFile);
        var after = Regex.Replace(before, pattern, text.Replace("$", "$$"));
        Assert.NotEqual(before, after);
        File.WriteAllText(JournalFile, after);
    }

    private void AssertWarned()
    {
        using var journal = ReveJournal.Look(Out);
        Assert.Contains(journal.Notices, notice => notice.Level == ReveNoticeLevel.Warning
            && notice.Kind == ReveErrorKind.JournalDamaged && notice.Message.Contains(JournalFile));
    }
}
