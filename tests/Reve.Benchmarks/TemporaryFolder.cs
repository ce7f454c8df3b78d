using System;
using System.IO;

namespace Reve.Benchmarks;

/// <summary>A folder for the files of one benchmark, gone when it ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("reve-benchmarks-").FullName;

    public string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(_path, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
