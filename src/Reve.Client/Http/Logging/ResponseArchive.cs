using System;
using System.IO;

namespace Reve.Http;

/// <summary>Keeps the raw bytes of paid responses that cannot be read.</summary>
/// <param name="folder">The folder of the images; null when they are kept in memory.</param>
/// <param name="key">The key, which is redacted.</param>
internal sealed class ResponseArchive(string? folder, ApiKey? key)
{
    /// <summary>Writes a response to the folder of the images, or else to the temporary folder.</summary>
    /// <returns>The full name of the file; null when neither folder is writable.</returns>
    public string? Keep(ReadOnlyMemory<byte> response)
    {
        var redacted = SecretRedactor.Redact(response, key);
        return (folder is null ? null : TryWrite(redacted, folder)) ?? TryWrite(redacted, Path.GetTempPath());
    }

    private static string? TryWrite(ReadOnlyMemory<byte> response, string folder)
    {
        var file = Path.Combine(folder, $"reve-response-{Guid.NewGuid():N}.txt");
        try
        {
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
            var bytes = response.ToArray();
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
        catch (Exception)
        {
            // A response that cannot be kept does not change the outcome of its call.
            return null;
        }
    }
}
