using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using Reve.Output;

namespace Reve.Journal;

/// <summary>
/// The journal on disk: a record of JSON on each line. A line is appended under a lock and flushed to the disk, so that
/// the lines of two processes do not mix.
/// </summary>
/// <remarks>
/// A crash can cut the last line short. The next append ends that line with a mark, and reading skips it. The mark is
/// part of the line, so that a crash in the middle of the mark leaves a line that is cut short again. Any other line
/// that cannot be read is damaged.
/// </remarks>
internal sealed class JournalFile(string fullName)
{
    public const string Name = "reve-journal.jsonl";

    private const byte LineEnd = (byte)'\n';
    private const int MaximumAttempts = 200;
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(25);
    private static readonly byte[] s_tornMark = Encoding.UTF8.GetBytes("""{"event":"torn"}""");

    private readonly object _gate = new();

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

    public void Append(string line)
    {
        lock (_gate)
        {
            using var stream = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            byte[] ending = IsTorn(stream) ? [.. s_tornMark, LineEnd] : [];
            byte[] bytes = [.. ending, .. Encoding.UTF8.GetBytes(line), LineEnd];
            stream.Seek(0, SeekOrigin.End);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush(flushToDisk: true);
        }
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
}
