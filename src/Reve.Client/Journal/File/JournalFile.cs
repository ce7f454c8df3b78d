using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Reve.Output;
using Reve.Threading;

namespace Reve.Journal;

/// <summary>
/// The journal on disk: a record of JSON on each line. Lines are appended under a lock and flushed to the disk, so that
/// the lines of two processes do not mix.
/// </summary>
/// <remarks>
/// A crash can cut the last line short. The next append ends that line with a mark, and reading skips it. The mark is
/// part of the line, so that a crash in the middle of the mark leaves a line that is cut short again. Any other line
/// that cannot be read is damaged.
/// </remarks>
/// <param name="fullName">The full name of the file.</param>
/// <param name="clock">The clock for waits.</param>
internal sealed class JournalFile(string fullName, Clock clock)
{
    public const string Name = "reve-journal.jsonl";

    private const byte LineEnd = (byte)'\n';
    private const int MaximumAttempts = 200;
    private const int ShortBlock = 4 * 1024;
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(25);
    private static readonly byte[] s_tornMark = Encoding.UTF8.GetBytes("""{"event":"torn"}""");

    // A call takes many times as long, so that its lines can wait for those of other calls.
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private List<AddedLine> _added = [];
    private bool _isWriting;

    public JournalFile(string fullName)
        : this(fullName, Clock.System)
    {
    }

    public string FullName => fullName;

    /// <summary>The present length of the file, in bytes.</summary>
    public long Length
    {
        get
        {
            if (!FolderPath.HasData(fullName)) return 0;
            using var stream = OpenToRead();
            return stream.Length;
        }
    }

    /// <summary>The number of times that lines were flushed to the disk.</summary>
    public int FlushCount { get; private set; }

    /// <summary>
    /// Appends a line, which is on the disk when the task has ended. Lines that are appended at about the same time are
    /// flushed together.
    /// </summary>
    public Task AppendAsync(byte[] line)
    {
        var added = new AddedLine(line);
        lock (_gate)
        {
            _added.Add(added);
            if (_isWriting) return added.Task;
            _isWriting = true;
        }

        _ = Task.Run(WriteAllAsync);
        return added.Task;
    }

    /// <summary>Writes until no more lines are added. After a flush it waits a moment for lines to follow.</summary>
    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<AddedLine> lines;
            lock (_gate)
            {
                _isWriting = _added.Count > 0;
                if (!_isWriting) return;
                (lines, _added) = (_added, []);
            }

            Write(lines);
            await clock.Delay(s_flushInterval, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Write(List<AddedLine> lines)
    {
        try
        {
            using var stream = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var bytes = new MemoryStream();
            if (IsTorn(stream)) WriteLine(bytes, s_tornMark);
            foreach (var line in lines) WriteLine(bytes, line.Bytes);
            stream.Seek(0, SeekOrigin.End);
            stream.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            stream.Flush(flushToDisk: true);
            FlushCount++;
        }
        catch (Exception exception)
        {
            foreach (var line in lines) line.SetException(exception);
            return;
        }

        foreach (var line in lines) line.SetResult(true);
    }

    private static void WriteLine(MemoryStream stream, byte[] line)
    {
        stream.Write(line, 0, line.Length);
        stream.WriteByte(LineEnd);
    }

    /// <summary>Reads the lines from the beginning up to a position, blank ones left out.</summary>
    public IEnumerable<JournalLine> Read(long end = long.MaxValue)
    {
        if (!FolderPath.HasData(fullName)) yield break;
        using var stream = OpenToRead();
        using var lines = new JournalLineReader(stream, Math.Min(end, stream.Length));
        for (var number = 1; lines.Read(); number++)
        {
            if (lines.IsTooLong) yield return new JournalLine(number, null, IsTorn: !lines.IsEnded);
            else if (!IsBlank(lines.Line.Span)) yield return Parse(number, lines);
        }
    }

    /// <summary>
    /// Scans the lines from the beginning up to a position, and creates records only for those that are not plainly
    /// ones that this module writes.
    /// </summary>
    /// <param name="end">The position.</param>
    /// <param name="scan">Receives each line that was scanned.</param>
    /// <param name="read">Receives each other line, and its position.</param>
    public void Scan(long end, Action<ScannedLine, long> scan, Action<JournalLine, long> read)
    {
        if (!FolderPath.HasData(fullName)) return;
        using var stream = OpenToRead();
        using var lines = new JournalLineReader(stream, Math.Min(end, stream.Length));
        for (var number = 1; lines.Read(); number++)
        {
            if (lines.IsTooLong) read(new JournalLine(number, null, IsTorn: !lines.IsEnded), lines.Position);
            else if (lines.IsEnded && JournalLineScanner.TryScan(lines.Line.Span, out var scanned)
                && scanned.HasPlainNames)
            {
                scan(scanned, lines.Position);
            }
            else if (!IsBlank(lines.Line.Span)) read(Parse(number, lines), lines.Position);
        }
    }

    /// <summary>Reads the records of saved images up to a position.</summary>
    public IEnumerable<SavedRecord> ReadSaved(long end)
    {
        if (!FolderPath.HasData(fullName)) yield break;
        using var stream = OpenToRead();
        using var lines = new JournalLineReader(stream, Math.Min(end, stream.Length));
        while (lines.Read())
        {
            if (lines.Line.Span.IndexOf("\"saved\""u8) >= 0 && Parse(0, lines).Record is SavedRecord saved)
            {
                yield return saved;
            }
        }
    }

    /// <summary>Reads the records of single lines.</summary>
    /// <param name="positions">The positions of the lines, in their order.</param>
    public IReadOnlyList<JournalRecord> ReadAt(IReadOnlyList<long> positions)
    {
        using var stream = OpenToRead();
        var records = new List<JournalRecord>();
        foreach (var position in positions)
        {
            stream.Position = position;
            using var lines = new JournalLineReader(stream, stream.Length - position, ShortBlock);
            if (lines.Read() && Parse(0, lines).Record is { } record) records.Add(record);
        }

        return records;
    }

    /// <summary>The number of the line at a position, from 1.</summary>
    public int NumberAt(long position)
    {
        using var stream = OpenToRead();
        using var lines = new JournalLineReader(stream, position);
        var number = 1;
        while (lines.Read()) number++;
        return number;
    }

    private static JournalLine Parse(int number, JournalLineReader lines)
    {
        var text = lines.Line;
        if (text.Span.EndsWith("\r"u8)) text = text.Slice(0, text.Length - 1);
        var isMarked = text.Span.EndsWith(s_tornMark);
        if (isMarked) text = text.Slice(0, text.Length - s_tornMark.Length);
        return new JournalLine(number, JournalJson.Read(text), isMarked || !lines.IsEnded);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var letter in line)
        {
            if (letter is not ((byte)' ' or (byte)'\t' or (byte)'\r')) return false;
        }

        return true;
    }

    private static bool IsTorn(FileStream stream)
    {
        if (stream.Length == 0) return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != LineEnd;
    }

    private FileStream OpenToRead() =>
        Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Other processes open the file only for a moment, to append a line or to read.</summary>
    private FileStream Open(FileMode mode, FileAccess access, FileShare share)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(fullName, mode, access, share);
            }
            catch (IOException exception) when (attempt < MaximumAttempts && SharingViolation.Is(exception))
            {
                Thread.Sleep(s_retryInterval);
            }
        }
    }

    /// <summary>A line that is not on the disk yet.</summary>
    private sealed class AddedLine(byte[] bytes)
        : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public byte[] Bytes => bytes;
    }
}
