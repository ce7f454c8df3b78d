using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;

namespace Reve.Tests.Providers.AtlasCloud;

/// <summary>Base class of the tests of Atlas Cloud.</summary>
public abstract class AtlasCloudTestBase : EmulatorTests
{
    private protected const string Generate = "/api/v1/model/generateImage";
    private protected const string Prediction = "/api/v1/model/prediction/";
    private protected const string Upload = "/api/v1/model/uploadMedia";

    private protected override string ProviderName => "AtlasCloud";

    private protected ReveClient Atlas(CallPolicy? policy = null) => Client(policy, ProviderName);

    private protected IReadOnlyList<RecordedRequest> Submits => At(Generate);

    private protected IReadOnlyList<RecordedRequest> Queries => At(Prediction);

    private protected IReadOnlyList<RecordedRequest> Uploads => At(Upload);

    private protected static string BodyOf(RecordedRequest request) => Encoding.UTF8.GetString(request.Body);

    private protected static ImageRequest Edit(params ImageInput[] inputs) => new()
    {
        Operation = inputs.Length > 1 ? ReveOperation.Remix : ReveOperation.Edit, Prompt = "in snow", Inputs = inputs,
    };

    private protected static ImageRequest With(ReveOption option, object value) =>
        Create() with { Options = new Dictionary<ReveOption, object> { [option] = value } };

    /// <summary>The response to the next request of a path.</summary>
    private protected void Respond(string path, int status, string body, int times = 1) =>
        Emulator.Misbehave(new Misbehaviour { Path = path, Status = status, Body = body, Times = times });

    private protected Task<ReveTask> SubmitAsync(ReveClient client) => client.SubmitAsync(
        client.CreateJob(With(ReveOption.NoWait, true)), Notices.Enqueue, Cancellation);

    private IReadOnlyList<RecordedRequest> At(string path) =>
        [.. Emulator.Requests.Where(request => request.Path.StartsWith(path, StringComparison.Ordinal))];
}
