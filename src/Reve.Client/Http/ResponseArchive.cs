using System;
using System.IO;

namespace Reve.Http;

/// <summary>
/// Keeps the raw bytes of a paid answer that nobody could read, so that what was paid for can be looked at.
/// </summary>
internal sealed class ResponseArchive(string? folder)
{
    /// <summary>The file's full name; null when not even that could be written.</summary>
    /// <remarks>It goes beside the images; where that folder is full or gone, among the temporary files.</remarks>
    public string? Keep(ReadOnlyMemory<byte> answer) =>
        (folder is null ? null : TryKeep(answer, folder)) ?? TryKeep(answer, Path.GetTempPath());

    private static string? TryKeep(ReadOnlyMemory<byte> answer, string folder)
    {
        var file = Path.Combine(folder, $"reve-answer-{Guid.NewGuid():N}.txt");
        try
        {
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
            var bytes = answer.ToArray();
            try
            {
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(flushToDisk: true);
                return file;
            }
            catch (IOException)
            {
                File.Delete(file);
                return null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
