using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Base of the tests of runs in a folder with a journal.</summary>
public abstract class JournalTestBase : EmulatorTests
{
    private protected string Out => Path.Combine(Folder, "out");

    private protected string JournalFile => Path.Combine(Out, ReveJournal.FileName);

    private protected IEnumerable<string> Images =>
        Directory.EnumerateFiles(Out).Where(file => !Path.GetFileName(file).StartsWith('.')
            && file != JournalFile && !file.EndsWith(".json", StringComparison.Ordinal));

    /// <summary>Runs the requests in their order, each as its own job.</summary>
    private protected async Task<List<ReveResult>> RunAllAsync(
        bool resume, CallPolicy? policy = null, string? template = null, bool sidecar = false,
        params ImageRequest[] requests)
    {
        using var journal = ReveJournal.Open(Out, resume);
        var target = OutputTarget.ToFolder(Out, template);
        var client = Client(policy, ProviderName);
        var results = new List<ReveResult>();
        foreach (var (request, index) in requests.Select((request, index) => (request, index)))
        {
            var job = client.CreateJob(request with { Index = index }) with { Output = target, Sidecar = sidecar };
            results.AddRange(await OneAsync(client, job.EnterInto(journal)));
        }

        return results;
    }

    private protected Task<List<ReveResult>> StartAsync(params ImageRequest[] requests) =>
        RunAllAsync(resume: false, requests: requests);

    private protected Task<List<ReveResult>> ResumeAsync(params ImageRequest[] requests) =>
        RunAllAsync(resume: true, requests: requests);

    private protected static readonly CallPolicy SendAgain = new() { RetryUnknownOutcome = true };

    private protected List<JsonElement> Lines() =>
        [.. File.ReadLines(JournalFile).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private protected IEnumerable<string> Events() => Lines().Select(line => line.GetProperty("event").GetString()!);

    /// <summary>Cuts the journal after a number of lines, as a crash would.</summary>
    private protected void CutAfter(int lines) =>
        File.WriteAllLines(JournalFile, [.. File.ReadLines(JournalFile).Take(lines)]);

    private async Task<IReadOnlyList<ReveResult>> OneAsync(ReveClient client, ImageJob job)
    {
        try
        {
            return await client.GenerateAsync(job, Notices.Enqueue, Cancellation);
        }
        catch (ReveException exception)
        {
            return [new ReveResult(null, exception)];
        }
    }
}
