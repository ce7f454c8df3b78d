using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace Reve.Journal;

/// <summary>
/// The lines on disk. Each is appended by itself, under a lock and down to the disk, so that lines of two processes
/// never mix; one that was cut short by a crash is stepped over, and never grows together with the next.
/// </summary>
internal sealed class JournalFile(string fullName)
{
    public const string Name = "reve-journal.jsonl";

    private const byte LineEnd = (byte)'\n';
    private const int MostTries = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    private readonly object _gate = new();

    public string FullName => fullName;

    public void Append(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + '\n');
        lock (_gate)
        {
            using var stream = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Append(stream, bytes);
        }
    }

    private static void Append(FileStream stream, byte[] bytes)
    {
        if (EndsInMidLine(stream)) stream.WriteByte(LineEnd);
        stream.Seek(0, SeekOrigin.End);
        stream.Write(bytes, 0, bytes.Length);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Every whole line, in its order. A file that is not there has none.</summary>
    public IEnumerable<JsonElement> Read()
    {
        if (!File.Exists(fullName)) yield break;
        using var stream = Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } whole) yield return whole;
        }
    }

    private static JsonElement? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool EndsInMidLine(FileStream stream)
    {
        if (stream.Length == 0) return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != LineEnd;
    }

    /// <summary>Whoever else holds the file holds it for a moment: to add a line, or to read.</summary>
    private FileStream Open(FileMode mode, FileAccess access, FileShare share)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return new FileStream(fullName, mode, access, share);
            }
            catch (IOException exception) when (number < MostTries && SharingViolation.Is(exception))
            {
                Thread.Sleep(s_pause);
            }
        }
    }
}
