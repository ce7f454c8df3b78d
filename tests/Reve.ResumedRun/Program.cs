using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve;

// Generates images into a folder with a journal and resumes earlier runs there, as New-ReveImage -Resume does.
// They are the first operation of the provider, with an input image on the web where it needs one.
// Arguments: provider, base address, key, folder, number of prompts.
var connection = new ReveConnection
{
    Provider = ProviderRegistry.Get(args[0]),
    BaseUri = new Uri(args[1]),
    Key = ApiKey.From(args[2]),
};
var client = new ReveClient(connection);
using var journal = ReveJournal.Open(args[3], resume: true);
var folder = OutputTarget.ToFolder(args[3]);
using var batch = new Batch<ImageJob, System.Collections.Generic.IReadOnlyList<ReveResult>>(
    client.GenerateAsync, slots: 4, ordered: true);
var operation = connection.Provider.Operations[0];
var inputs = Enumerable.Repeat(ImageInput.FromUrl("https://example.com/fox.png"), operation.MinimumInputs).ToList();
foreach (var index in Enumerable.Range(0, int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture)))
{
    var request = new ImageRequest
    {
        Operation = operation.Operation, Prompt = $"fox number {index}", Inputs = inputs, Index = index,
    };
    while (batch.IsFull) batch.Take(CancellationToken.None);
    batch.Submit((client.CreateJob(request) with { Output = folder }).EnterInto(journal));
}

while (batch.Take(CancellationToken.None) is not null)
{
}
