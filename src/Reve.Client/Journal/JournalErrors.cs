using System;

namespace Reve.Journal;

/// <summary>The errors about a journal.</summary>
internal static class JournalErrors
{
    public static ReveException InUse(string folder, Exception cause) => new(
        ReveErrorKind.OutputInUse,
        $"Another command is writing to '{folder}', and a command with -Resume needs the folder for itself.",
        "Wait until the other command has ended, or use another folder.", cause) { Target = folder };

    public static ReveException Damaged(string file, int line) => new(
        ReveErrorKind.JournalDamaged,
        $"Line {line} of the journal '{file}' cannot be read, so -Resume cannot tell what was paid for.",
        "Correct the line, for example from a backup. To start anew, move the journal to another folder; then every "
        + "item is sent and paid for again.") { Target = file };

    public static ReveException NotJournal(string file) => new(
        ReveErrorKind.InputUnreadable,
        $"'{file}' is not a journal: none of its lines describes a call.",
        $"Specify a folder that -OutDirectory created, or the file {JournalFile.Name} in it.")
    { Target = file };

    /// <summary>A line that does not describe a call. The other lines are read.</summary>
    public static ReveNotice LineSkipped(string file, int line) => new(
        ReveNoticeLevel.Warning, $"Line {line} of the journal '{file}' cannot be read, and is skipped.")
    { Kind = ReveErrorKind.JournalDamaged };

    /// <summary>A saved file that a program changed. It is emitted as it is and not paid for again.</summary>
    public static ReveNotice FileChanged(SavedFile file) => new(
        ReveNoticeLevel.Warning,
        $"'{file.FullName}' was changed after it was saved. It was paid for and is not generated again.")
    { Kind = ReveErrorKind.SavedFileChanged };

    /// <summary>A name that is not one of a file below the folder. The file is neither read nor deleted.</summary>
    public static ReveNotice NameIgnored(string file, string kind) => new(
        ReveNoticeLevel.Warning, $"The journal '{file}' names {kind} outside its folder or in an invalid form. "
            + "The name is ignored.")
    { Kind = ReveErrorKind.JournalDamaged };
}
