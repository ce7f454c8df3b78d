using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Reve.Tests.Mutation;

/// <summary>
/// Images, journals, sidecar files and webhooks with random damage. Reading them succeeds or ends with a
/// <see cref="ReveException"/>.
/// </summary>
public sealed class DamagedDocumentTests(ITestOutputHelper output) : IDisposable
{
    private const long MostMemory = 16 * 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    public static TheoryData<string> Readers => [.. DocumentReaders.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_damaged_document_is_read_or_rejected(string name)
    {
        var reader = new DocumentReaders(_folder).All.Single(candidate => candidate.Name == name);
        var documents = LongTests.Mutations(few: 300, many: 100_000);
        var rejected = 0;
        for (var number = 1; number <= documents; number++)
        {
            var mutator = new Mutator(LongTests.Seed + number);
            var document = mutator.Mutate(mutator.Pick(reader.Samples), reader.Samples);
            var allocated = GC.GetAllocatedBytesForCurrentThread();

            var failure = Record(() => reader.Read(document));

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (failure is ReveException) rejected++;
            if (failure is not (null or ReveException) || allocated > MostMemory)
            {
                Assert.Fail(
                    $"Seed {LongTests.Seed}, {name} {number}, {allocated} bytes allocated: "
                    + $"{Convert.ToBase64String(document)}: {failure}");
            }
        }

        output.WriteLine($"{name}: seed {LongTests.Seed}, {documents} documents, {rejected} rejected");
        Assert.InRange(rejected, 0, documents - 1);
    }

    private static Exception? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
