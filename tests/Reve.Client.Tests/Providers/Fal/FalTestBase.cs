using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Reve.Emulator;

namespace Reve.Tests.Providers.Fal;

/// <summary>Base class of the tests of fal.</summary>
public abstract class FalTestBase : EmulatorTests
{
    private protected const string App = "/reve/2.1";

    private protected override string ProviderName => "Fal";

    private protected IEnumerable<RecordedRequest> Submits =>
        Paid.Where(request => request.Path.StartsWith(App + "/", StringComparison.Ordinal));

    private protected IEnumerable<RecordedRequest> Cancels =>
        Emulator.Requests.Where(request => request.Path.EndsWith("/cancel", StringComparison.Ordinal));

    private protected IEnumerable<RecordedRequest> Statuses =>
        Emulator.Requests.Where(request => request.Path.EndsWith("/status", StringComparison.Ordinal));

    private protected IEnumerable<RecordedRequest> Streams =>
        Emulator.Requests.Where(request => request.Path.EndsWith("/stream", StringComparison.Ordinal));

    private protected IEnumerable<RecordedRequest> Results => Emulator.Requests.Where(request =>
        request.Method == "GET" && request.Path.Split('/') is ["", "reve", "2.1", "requests", _]);

    private protected static string BodyOf(RecordedRequest request) => Encoding.UTF8.GetString(request.Body);

    private protected static ImageRequest Edit(ImageInput? input = null) => new()
    {
        Operation = ReveOperation.Edit,
        Prompt = "in snow",
        Inputs = [input ?? ImageInput.FromUrl("https://example.com/fox.png")],
    };

    private protected static ImageRequest Remix(params ImageInput[] inputs) => new()
    {
        Operation = ReveOperation.Remix,
        Prompt = "the fox of <img>0</img> under the sky of <frame>1</frame>",
        Inputs = inputs,
    };

    private protected static ReveTask Known(string id) => new() { Id = id, Provider = "Fal" };

    /// <summary>A task of the emulator that stays where it is.</summary>
    private protected static TaskScript Held { get; } = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
}
