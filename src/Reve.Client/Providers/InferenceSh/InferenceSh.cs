using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Json;
using Reve.Threading;

namespace Reve.Providers;

/// <summary>inference.sh: Reve's models as apps, each call a task.</summary>
internal sealed class InferenceSh : TaskProvider
{
    private static readonly OptionInfo[] s_options =
    [
        new(ReveOption.Version),
        new(ReveOption.TestTimeScaling, 1, 5),
        new(ReveOption.Upscale, 2, 4),
        new(ReveOption.RemoveBackground),
        new(ReveOption.WebhookUri),
        new(ReveOption.NoWait),
    ];

    public override ProviderInfo Info { get; } = new()
    {
        Name = "InferenceSh",
        DisplayName = "inference.sh",
        BaseUri = new Uri("https://api.inference.sh"),
        KeyVariables = ["INFERENCE_API_KEY"],
        HasTasks = true,
        Unit = "credits",
        Operations =
        [
            Can(ReveOperation.Create, "reve/create", 18, 0, 0) with
            {
                DefaultAspectRatio = "1:1",
                Versions = ["latest", "reve-create@20250915"],
            },
            Can(ReveOperation.Edit, "reve/edit", 30, 1, 1) with
            {
                Versions = ["latest", "latest-fast", "reve-edit@20250915", "reve-edit-fast@20251030"],
            },
            Can(ReveOperation.Remix, "reve/remix", 30, 1, 6) with
            {
                Versions = ["latest", "latest-fast", "reve-remix@20250915", "reve-remix-fast@20251030"],
            },
        ],
    };

    public override async Task<ReveTask> SubmitAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        var inputs = await InferenceFiles.UploadAsync(request.Inputs, wire, cancellation).ConfigureAwait(false);
        var call = new HttpCall(HttpMethod.Post, "/apps/run")
        {
            Body = JsonBody.Write(body =>
            {
                body.Field("app", request.Model);
                body.Object("input", input => Write(input, request, inputs));
                body.Field("webhook", request.Option(ReveOption.WebhookUri)?.ToString());
            }),
            IsPaid = true,
            Model = request.Model,
            ReadError = InferenceJson.ProviderError,
            ReadId = static answer => InferenceJson.Unwrap(answer.Root).Text("id"),
        };
        using var grace = new CancellationTokenSource();
        using var stop = cancellation.Register(() => wire.Clock.CancelAfter(grace, Briefly));
        // A run that is on its way when the user stops is waited for a moment: only its id lets it be cancelled.
        using var answer = await wire.SendAsync(call with { Grace = grace.Token }, cancellation).ConfigureAwait(false);
        var task = new InferenceTask(new ReveTask
        {
            Id = "",
            Provider = Info.Name,
            Prompt = request.Prompt,
            Operation = request.Operation.Operation,
            Model = request.Model,
            AspectRatio = request.Request.AspectRatio,
            Sources = [.. request.Inputs.Select(input => input.Name)],
            Index = request.Request.Index,
        });
        MergePaid(task, answer, wire);
        return task.Now.Id.Length > 0 ? task.Now : throw wire.Unreadable(answer, "no id of a task");
    }

    private static void MergePaid(InferenceTask task, JsonResponse answer, Wire wire)
    {
        try
        {
            task.Merge(answer.Root);
        }
        catch (Exception exception) when (exception is not ReveException)
        {
            throw wire.Unreadable(answer, $"something that cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    public override async Task<ReveTask> ReadAsync(
        ReveTask task, Wire wire, TimeSpan? patience, CancellationToken cancellation)
    {
        var call = Patient(InferenceJson.Read(task.Id), patience);
        using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
        var state = new InferenceTask(task);
        state.Merge(answer.Root);
        return state.Now;
    }

    public override async Task CancelAsync(
        ReveTask task, Wire wire, TimeSpan? patience, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, $"/tasks/{Uri.EscapeDataString(task.Id)}/cancel")
        {
            ReadError = InferenceJson.TaskRefusal,
        };
        try
        {
            using var answer = await wire.SendAsync(Patient(call, patience), cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Status == 409)
        {
            // The task was over already, and stays as it is.
            wire.Tell(ReveNoticeLevel.Verbose, $"task {task.Id} was over already");
        }
    }

    public override Task<ReveTask> FollowAsync(ReveTask task, Wire wire, CancellationToken cancellation) =>
        new InferenceFollower(task, wire).FollowAsync(cancellation);

    private static HttpCall Patient(HttpCall call, TimeSpan? patience) =>
        patience is null ? call : call with { Timeout = patience, RetryCount = 0 };

    private static OperationInfo Can(ReveOperation operation, string app, decimal price, int fewest, int most) => new()
    {
        Operation = operation,
        Model = app,
        AspectRatios = OperationInfo.ReveRatios,
        MinimumInputs = fewest,
        MaximumInputs = most,
        Options = s_options,
        Price = price,
    };

    private static void Write(JsonBody.Writer input, ValidatedRequest request, List<string> inputs)
    {
        var operation = request.Operation.Operation;
        input.Field(operation == ReveOperation.Edit ? "edit_instruction" : "prompt", request.Prompt);
        if (operation == ReveOperation.Edit) input.Field("image", inputs[0]);
        if (operation == ReveOperation.Remix) input.Field("images", inputs);
        input.Field("aspect_ratio", request.Request.AspectRatio);
        input.Field("version", request.Option(ReveOption.Version)?.ToString());
        input.Field("test_time_scaling", request.Option(ReveOption.TestTimeScaling) as int?);
        input.Field("upscale_factor", request.Option(ReveOption.Upscale) as int?);
        input.Field("remove_background", request.Option(ReveOption.RemoveBackground) as bool?);
        input.Fields(request.Request.AdditionalBody);
    }
}
