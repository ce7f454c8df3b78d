using System;
using System.IO;
using System.Linq;
using Reve.Fuzz;
using Reve.Tests.Mutation;
using SharpFuzz;

// The readers of documents, and the client of each provider with the responses to one call. The commands are those of
// build/Fuzz.ps1. Instrumented code runs only while the fuzzer does.
var readers = new Lazy<FuzzedReaders>(
    static () => new FuzzedReaders(Directory.CreateTempSubdirectory("reve-fuzz-").FullName));
DocumentReader Find(string name) => readers.Value.All.Single(reader => reader.Name == name);
switch (args)
{
    case ["list"]:
        foreach (var reader in readers.Value.All) Console.WriteLine(reader.Name);
        break;
    case ["instrument", var assembly]:
        Fuzzer.Instrument(assembly, static _ => true, Options.Value);
        break;
    case ["samples", var name, var folder]:
        Directory.CreateDirectory(folder);
        var samples = Find(name).Samples;
        for (var index = 0; index < samples.Count; index++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{index:000}"), samples[index]);
        }

        break;
    case ["fuzz", var name]:
        Fuzzer.Run(stream => Read(Find(name), stream));
        break;
    case ["read", var name, var file]:
        using (var stream = File.OpenRead(file)) Read(Find(name), stream);
        break;
    default:
        throw new ArgumentException("Use list, instrument ASSEMBLY, samples NAME FOLDER, fuzz NAME or read NAME FILE.");
}

static void Read(DocumentReader reader, Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    try
    {
        reader.Read(bytes.ToArray());
    }
    catch (Reve.ReveException exception)
    {
        // The input is rejected.
        if (exception.ResponseFile is { } file) File.Delete(file);
    }
}
