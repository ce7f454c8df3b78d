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
    public string? Keep(ResponseBody response) =>
        (folder is null ? null : TryWrite(response, folder)) ?? TryWrite(response, Path.GetTempPath());

    private string? TryWrite(ResponseBody response, string folder)
    {
        var file = Path.Combine(folder, $"reve-response-{Guid.NewGuid():N}.txt");
        try
        {
            using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
            try
            {
                response.WriteTo(stream, bytes => SecretRedactor.Redact(bytes, key));
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
