using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Journal;

namespace Reve;

/// <summary>The calls in the journal of an output folder.</summary>
/// <param name="Calls">The calls, in the order in which they were started.</param>
/// <param name="Notices">Warnings about lines that cannot be read and names that are ignored.</param>
public sealed record ReveHistory(IReadOnlyList<ReveCall> Calls, IReadOnlyList<ReveNotice> Notices)
{
    /// <summary>Reads the journal of a folder. Nothing is written or locked.</summary>
    /// <param name="fullName">The full name of a journal or of a folder that contains one.</param>
    /// <exception cref="ReveException">
    /// There is no journal, it cannot be read, or the file has no line of a journal.
    /// </exception>
    public static ReveHistory Read(string fullName)
    {
        var file = FileOf(fullName);
        var history = Open(file, keepsRequests: true);
        var folder = Path.GetDirectoryName(file) ?? "";
        List<ReveNotice> notices = [.. history.Notices];
        if (history.DamagedLine is { } line) notices.Add(JournalErrors.LineSkipped(file, line));
        return new ReveHistory([.. history.Calls.Select(call => CallReader.Read(call, folder))], notices);
    }

    /// <summary>Opens the journal of a folder.</summary>
    /// <exception cref="ReveException">
    /// There is no journal, it cannot be read, or the file has no line of a journal.
    /// </exception>
    internal static JournalHistory Open(string fullName, bool keepsRequests)
    {
        var file = FileOf(fullName);
        if (!File.Exists(file)) throw InputErrors.NotFound(file);
        try
        {
            var history = JournalHistory.Read(new JournalFile(file), keepsRequests: keepsRequests);
            return history.Calls.Any() ? history : throw JournalErrors.NotJournal(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(file, exception);
        }
    }

    private static string FileOf(string fullName) =>
        Directory.Exists(fullName) ? Path.Combine(fullName, JournalFile.Name) : fullName;
}
