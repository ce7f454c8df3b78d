using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Reve;
using Reve.ResumedRun;

// Generates images into a folder with a journal and resumes earlier runs there, as New-ReveImage -Resume does.
// Arguments: provider, base address, key, folder, number of items, file of the input image.
var connection = new ReveConnection
{
    Provider = ProviderRegistry.Get(args[0]),
    BaseUri = new Uri(args[1]),
    Key = ApiKey.From(args[2]),
};
var client = new ReveClient(connection, new CallPolicy { RetryInterval = TimeSpan.FromMilliseconds(20) });
using var journal = Open(args[3]);
if (journal is null) return RunItem.InUseExitCode;
var folder = OutputTarget.ToFolder(args[3]);
using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, slots: 4, ordered: true);
foreach (var index in Enumerable.Range(0, int.Parse(args[4], CultureInfo.InvariantCulture)))
{
    var request = RunItem.RequestOf(connection.Provider, index, args[5]);
    while (batch.IsFull) batch.Take(CancellationToken.None);
    batch.Submit((client.CreateJob(request) with { Output = folder }).EnterInto(journal));
}

while (batch.Take(CancellationToken.None) is not null)
{
}

return 0;

static ReveJournal? Open(string folder)
{
    try
    {
        return ReveJournal.Open(folder, resume: true);
    }
    catch (ReveException exception) when (exception.Kind == ReveErrorKind.OutputInUse)
    {
        return null;
    }
}
