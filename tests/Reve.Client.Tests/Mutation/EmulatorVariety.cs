using System.Collections.Generic;
using System.Linq;
using Reve.Emulator;
using Reve.Tests.Imaging;

namespace Reve.Tests.Mutation;

/// <summary>
/// What the emulator can do differently without being wrong: images, ends of tasks, and forms of responses.
/// </summary>
internal static class EmulatorVariety
{
    private static readonly IReadOnlyList<byte[]> s_images =
    [
        .. CompleteImages.All.Values.Select(image => image.Bytes).Where(bytes => bytes.Length < 4000),
        PlainPng.MakeOfLength(2000),
    ];

    private static readonly TaskScript[] s_scripts =
    [
        new() { Stages = [new(TaskState.Running)] }, new() { Stages = [] }, new(), new() { Ending = TaskState.Failed },
        new() { Ending = TaskState.Failed, Error = "Error code: 402" }, new() { Ending = TaskState.Cancelled },
        new() { HasOutput = false },
    ];

    private static readonly InferenceSettings[] s_inference =
    [
        new(), new() { Stream = new() { Form = StreamForm.Delta } },
        new() { Stream = new() { Form = StreamForm.Partial } },
        new() { Stream = new() { Form = StreamForm.Event } }, new() { Stream = new() { Start = StreamStart.NotFound } },
        new() { HasStatusText = false }, new() { LateCancel = 400 },
    ];

    private static readonly FalSettings[] s_fal =
    [
        new(), new() { IsIdInHeaderOnly = true }, new() { AreResultsExpired = true }, new() { EarlyResults = 1 },
        new() { IsPlatformFailure = true }, new() { FailureStatus = 422, FailureType = "content_policy_violation" },
        new() { HasBillableUnits = false }, new() { Stream = new() { Start = StreamStart.NotFound } },
    ];

    private static readonly AtlasCloudSettings[] s_atlasCloud =
    [
        new(), new() { IsNested = false }, new() { HasOlderOutput = true }, new() { HasOtherNames = true },
        new() { HasEmbeddedErrors = true }, new() { IsBase64 = true }, new() { IsFlagged = true, IsWithheld = true },
        new() { ErrorCode = 502 }, new() { Price = "0.24" }, new() { HasPlainPrice = true },
        new() { HiddenQueries = 1 },
    ];

    private static readonly RunwareSettings[] s_runware =
    [
        new(), new() { IsInline = true }, new() { IsFailureInItem = true }, new() { HasOtherTasks = true },
        new() { IsBalanceObject = false }, new() { IsErrorAlone = true }, new() { IsFlagged = true, IsWithheld = true },
        new() { HiddenQueries = 1 }, new() { IsForgotten = true }, new() { ErrorStatus = 200 },
        new() { IsMissingEmpty = true },
    ];

    public static void Apply(ReveEmulator emulator, Mutator mutator)
    {
        emulator.Images.Next = mutator.Pick(s_images);
        if (mutator.Once(2)) return;
        emulator.Tasks.Script = mutator.Pick(s_scripts);
        emulator.Inference = mutator.Pick(s_inference);
        emulator.Fal = mutator.Pick(s_fal);
        emulator.AtlasCloud = mutator.Pick(s_atlasCloud);
        emulator.Runware = mutator.Pick(s_runware);
    }
}
