using System;
using System.IO;

namespace Reve.Http;

/// <summary>
/// Keeps the raw bytes of a paid answer that nobody could read, so that what was paid for can be looked at.
/// </summary>
internal sealed class AnswerRescue(string? folder)
{
    /// <summary>The file's full name; null when not even that could be written.</summary>
    public string? Keep(ReadOnlyMemory<byte> answer)
    {
        try
        {
            var file = Path.Combine(folder ?? Path.GetTempPath(), $"reve-answer-{Guid.NewGuid():N}.txt");
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var bytes = answer.ToArray();
            stream.Write(bytes, 0, bytes.Length);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
