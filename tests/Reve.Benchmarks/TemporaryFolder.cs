using System;
using System.IO;

namespace Reve.Benchmarks;

/// <summary>A folder for the files of one benchmark, gone when it ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("reve-benchmarks-").FullName;

    public string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(FullName, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
