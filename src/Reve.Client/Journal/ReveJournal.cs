using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Journal;
using Reve.Output;

namespace Reve;

/// <summary>
/// The journal of an output folder: what was started, how it ended and what was saved, so that an interrupted run can
/// be continued without paying again.
/// </summary>
public sealed class ReveJournal : IDisposable
{
    private readonly JournalFile _file;
    private readonly JournalLock? _lock;
    private readonly bool _isResumed;
    private readonly Lazy<ResumableHistory> _history;
    private readonly Dictionary<string, int> _copies = [];
    private OutputTarget? _protected;

    private ReveJournal(string folder, JournalLock? folderLock, bool resume)
    {
        Folder = folder;
        _lock = folderLock;
        _isResumed = resume;
        _file = new JournalFile(Path.Combine(folder, JournalFile.Name));
        // Records that this run adds are not those of an earlier run.
        var end = _file.Length;
        _history = new Lazy<ResumableHistory>(() => ReadHistory(end));
    }

    /// <summary>The output folder.</summary>
    public string Folder { get; }

    /// <summary>The name of the journal in its folder.</summary>
    public static string FileName => JournalFile.Name;

    /// <summary>The number of times that lines were flushed to the disk.</summary>
    internal int FlushCount => _file.FlushCount;

    /// <summary>Warnings about the journal of a run that resumes.</summary>
    public IReadOnlyList<ReveNotice> Notices => _isResumed ? _history.Value.Notices : [];

    /// <summary>Opens the journal of a folder for one run. The folder is created when it does not exist.</summary>
    /// <param name="folder">The full name of the folder.</param>
    /// <param name="resume">Whether the run continues what earlier runs have paid for.</param>
    /// <exception cref="ReveException">
    /// The folder cannot be written, another run has locked it, or the journal of a run to resume is damaged.
    /// </exception>
    public static ReveJournal Open(string folder, bool resume = false)
    {
        JournalLock? folderLock = null;
        try
        {
            if (File.Exists(folder)) throw OutputErrors.IsFile(folder);
            Directory.CreateDirectory(folder);
            PartFile.Create(folder).Dispose();
            folderLock = JournalLock.Take(folder, isExclusive: resume);
            var journal = new ReveJournal(folder, folderLock, resume);
            if (resume) journal.RequireUndamaged().DeleteStalePartFiles(folder);
            return journal;
        }
        catch (Exception exception)
        {
            folderLock?.Dispose();
            if (exception is not (IOException or UnauthorizedAccessException)) throw;
            throw OutputErrors.NotWritable(folder, exception.Message, exception);
        }
    }

    /// <summary>
    /// Opens the journal of a folder to see what a run would do. Nothing is written or locked.
    /// </summary>
    /// <param name="folder">The full name of the folder.</param>
    /// <param name="resume">Whether the run continues what earlier runs have paid for.</param>
    /// <exception cref="ReveException">
    /// The folder cannot be read, or the journal of a run to resume is damaged.
    /// </exception>
    public static ReveJournal Look(string folder, bool resume = true)
    {
        try
        {
            var journal = new ReveJournal(folder, folderLock: null, resume);
            if (resume) journal.RequireUndamaged();
            return journal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputErrors.NotWritable(folder, exception.Message, exception);
        }
    }

    /// <summary>
    /// Creates the entries of an item, one for each provider that it may be sent to. Equal items are numbered in the
    /// order in which they are added.
    /// </summary>
    /// <exception cref="ReveException">An input image cannot be read.</exception>
    internal IReadOnlyList<JournalEntry> Add(IReadOnlyList<JournalItem> providers)
    {
        var fingerprints = providers.Select(item => Fingerprint.Of(item.Request, item.Provider)).ToList();
        _copies.TryGetValue(fingerprints[0], out var copy);
        _copies[fingerprints[0]] = copy + 1;
        return [.. providers.Zip(fingerprints, (item, fingerprint) => CreateEntry(item, fingerprint, copy))];
    }

    private JournalEntry CreateEntry(JournalItem item, string fingerprint, int copy)
    {
        var earlier = _history.Value.Find(fingerprint, copy);
        return new JournalEntry(record => _file.AppendAsync(JournalJson.Write(record)), item.Redact)
        {
            Folder = Folder,
            Item = fingerprint,
            Copy = copy,
            Request = item.Request,
            Provider = item.Provider,
            Earlier = earlier,
            Previous = _isResumed ? earlier : null,
        };
    }

    /// <summary>Keeps new images from the names of those that earlier runs saved, even with Force.</summary>
    internal void ProtectSavedFiles(OutputTarget output)
    {
        if (!_isResumed || output.SharesNamesWith(_protected)) return;
        _protected = output;
        foreach (var file in _history.Value.SavedFileNames(Folder))
        {
            if (SavedFiles.Exists(file)) output.TryTake(file);
        }
    }

    /// <summary>Releases the folder.</summary>
    public void Dispose() => _lock?.Dispose();

    private ResumableHistory ReadHistory(long end)
    {
        try
        {
            return ResumableHistory.Read(_file, end);
        }
        catch (Exception exception) when (!_isResumed
            && exception is (IOException or UnauthorizedAccessException))
        {
            return ResumableHistory.Empty(_file);
        }
    }

    private ResumableHistory RequireUndamaged() => _history.Value.RequireUndamaged(_file);
}
