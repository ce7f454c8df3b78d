using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Reve.Emulator;
using Reve.Tests;
using Reve.Tests.Mutation;

namespace Reve.Fuzz;

/// <summary>The readers of documents, and for each provider one that reads the responses to a call.</summary>
internal sealed class FuzzedReaders
{
    // Ends each response but the last one of an input.
    private const byte Separator = 0x1E;

    private readonly ReveEmulator _emulator = ReveEmulator.StartAsync().GetAwaiter().GetResult();

    public FuzzedReaders(string folder) => All =
    [
        .. new DocumentReaders(folder).All,
        .. TestProviders.Remote.Select(provider => new DocumentReader(
            provider.Name, [SampleOf(provider.Name)], input => Respond(provider.Name, Split(input)))),
    ];

    public IReadOnlyList<DocumentReader> All { get; }

    /// <summary>The right responses to a call.</summary>
    private byte[] SampleOf(string provider) => [.. Respond(provider, [])
        .Where(request => !request.Path.StartsWith("/generations", StringComparison.Ordinal))
        .SelectMany((request, index) => index == 0 ? request.ReplyBody : [Separator, .. request.ReplyBody])];

    /// <summary>Makes a call whose first responses have the bodies. The others are right.</summary>
    private IReadOnlyList<RecordedRequest> Respond(string provider, List<byte[]> bodies)
    {
        _emulator.Reset();
        _emulator.Images.Next = ImageSamples.All[0];
        _emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
        var next = 0;
        _emulator.Choose = _ => next < bodies.Count ? new Misbehaviour { Change = _ => bodies[next++] } : null;
        var info = ProviderRegistry.Get(provider);
        var client = new ReveClient(
            new ReveConnection
            {
                Provider = info,
                BaseUri = _emulator.BaseUri,
                Key = ApiKey.From(_emulator.ApiKey),
                Network = new NetworkSettings { NoProxy = true, Handler = new InProcessHandler(_emulator) },
            },
            new CallPolicy { MaximumRetryCount = 0 }, new TestClock());
        var operation = info.Operations[0];
        var input = ImageInput.FromBytes(ImageSamples.All[0]);
        _ = client.GenerateAsync(new ImageRequest
        {
            Operation = operation.Operation,
            Prompt = "a paper fox",
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
        }).GetAwaiter().GetResult();
        return _emulator.Requests;
    }

    private static List<byte[]> Split(byte[] input)
    {
        var bodies = new List<byte[]>();
        var start = 0;
        for (var at = 0; at <= input.Length; at++)
        {
            if (at < input.Length && input[at] != Separator) continue;
            bodies.Add(input[start..at]);
            start = at + 1;
        }

        return bodies;
    }
}
