using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Reve.Http;
using Reve.Journal;
using Reve.Output;

namespace Reve;

/// <summary>
/// The record in an output folder of what was started, received and saved, so that a run that was cut off can go on
/// without paying again.
/// </summary>
public sealed class ReveJournal : IDisposable
{
    private readonly JournalFile _file;
    private readonly JournalLock? _lock;
    private readonly JournalHistory? _history;
    private readonly Dictionary<string, int> _copies = [];
    private OutputTarget? _keptOff;

    private ReveJournal(string folder, JournalLock? hold, bool resume)
    {
        Folder = folder;
        _lock = hold;
        _file = new JournalFile(Path.Combine(folder, JournalFile.Name));
        _history = resume ? JournalHistory.Read(_file) : null;
    }

    /// <summary>The folder that the images go into.</summary>
    public string Folder { get; }

    /// <summary>The name that the journal has in its folder.</summary>
    public static string FileName => JournalFile.Name;

    /// <summary>Opens the journal of a folder, which is made when it is missing, for one run.</summary>
    /// <param name="folder">The folder's full name.</param>
    /// <param name="resume">Whether items that an earlier run got somewhere with are not begun anew.</param>
    /// <exception cref="ReveException">The folder cannot be written, or another run holds it.</exception>
    public static ReveJournal Open(string folder, bool resume = false)
    {
        JournalLock? hold = null;
        try
        {
            if (File.Exists(folder)) throw Faults.OutputIsFile(folder);
            Directory.CreateDirectory(folder);
            PartFile.Create(folder).Dispose();
            hold = JournalLock.Take(folder, alone: resume);
            var journal = new ReveJournal(folder, hold, resume);
            journal._history?.RemoveStrayParts(folder);
            return journal;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            hold?.Dispose();
            throw Faults.OutputNotWritable(folder, exception.Message, exception);
        }
    }

    /// <summary>
    /// The journal of a folder, to look at what a run that resumes would do; nothing is written or held.
    /// </summary>
    public static ReveJournal Look(string folder) => new(folder, hold: null, resume: true);

    /// <summary>
    /// Gives a job its entry. Equal items of one run are told apart by their count, so they are entered in their order.
    /// </summary>
    /// <exception cref="ReveException">An input cannot be read.</exception>
    internal JournalEntry Enter(ValidatedRequest request, ReveConnection connection, OutputTarget? output)
    {
        var item = Fingerprint.Of(request, connection.Provider);
        _copies.TryGetValue(item, out var copy);
        _copies[item] = copy + 1;
        KeepOffSaved(output);
        return new JournalEntry(line => _file.Append(SecretRedactor.Hide(line, connection.Key)!))
        {
            Folder = Folder,
            Item = item,
            Copy = copy,
            Request = request,
            Provider = connection.Provider,
            Past = _history?.Find(item, copy),
        };
    }

    /// <summary>
    /// New images never get the name of one that an earlier run saved, even where they may replace.
    /// </summary>
    private void KeepOffSaved(OutputTarget? output)
    {
        if (_history is null || output is null || ReferenceEquals(_keptOff, output)) return;
        _keptOff = output;
        foreach (var name in _history.SavedNames.Select(name => Path.Combine(Folder, name)).Where(File.Exists))
        {
            output.TryTake(name);
        }
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock?.Dispose();
}
