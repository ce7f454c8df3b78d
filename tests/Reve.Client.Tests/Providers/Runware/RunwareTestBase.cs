using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Reve.Emulator;
using Reve.Tests.Journal;

namespace Reve.Tests.Providers.Runware;

/// <summary>Base class of the tests of Runware, whose requests all go to one address.</summary>
public abstract class RunwareTestBase : JournalTestBase
{
    private protected override string ProviderName => "Runware";

    /// <summary>The paid requests.</summary>
    private protected IReadOnlyList<RecordedRequest> Sent => OfType("imageInference");

    /// <summary>The ids of the paid requests.</summary>
    private protected IEnumerable<string> SentIds => Sent.Select(request => IdIn(request));

    /// <summary>The requests with tasks of a type.</summary>
    private protected IReadOnlyList<RecordedRequest> OfType(string type) =>
        [.. Emulator.Requests.Where(request => request.Path == "/v1"
            && BodyOf(request).Contains($"\"taskType\":\"{type}\""))];

    private protected static string BodyOf(RecordedRequest request) => Encoding.UTF8.GetString(request.Body);

    private protected static string IdIn(RecordedRequest request) =>
        JsonSerializer.Deserialize<JsonElement>(request.Body)[0].GetProperty("taskUUID").GetString()!;

    /// <summary>What is charged in the end, with all tasks completed.</summary>
    private protected IReadOnlyList<Charge> Bill
    {
        get
        {
            Emulator.Tasks.Finish();
            return Emulator.Bill;
        }
    }

    private protected static ImageRequest Edit(params ImageInput[] inputs) => new()
    {
        Operation = inputs.Length == 1 ? ReveOperation.Edit : ReveOperation.Remix,
        Prompt = "in snow",
        Inputs = inputs,
    };
}
