using System;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>One error of a response, which belongs to one task or to the whole request.</summary>
internal sealed record RunwareError
{
    private const int EmbeddedStatus = 502;

    public string? Code { get; private init; }

    public string? Message { get; private init; }

    public string? Parameter { get; private init; }

    /// <summary>The task that the error belongs to; null for the whole request.</summary>
    public string? TaskId { get; private init; }

    /// <summary>What the provider says it charged.</summary>
    public decimal? Cost { get; private init; }

    public RunwareErrorGroup Group { get; init; }

    /// <summary>Whether it certainly says how the task ended, and not why the task could not be queried.</summary>
    public bool EndsTask { get; private init; }

    /// <summary>The code and the message, which are both needed: codes differ between models.</summary>
    public string Text => (Code, Message) switch
    {
        (null, null) => "no reason was given",
        (null, _) => Message,
        (_, null) => Code,
        _ => $"{Code}: {Message}",
    };

    /// <summary>Reads an error: an object, or a text.</summary>
    /// <param name="error">The error.</param>
    /// <param name="owner">The object that contains it, which may have the id of the task.</param>
    public static RunwareError Read(JsonElement error, JsonElement owner)
    {
        var code = error.Text("code");
        var message = error.Text("message") ?? error.Text("error") ?? error.StringValue();
        var parameter = error.Text("parameter")
            ?? error.Items("parameter").Select(item => item.StringValue()).FirstOrDefault();
        var group = RunwareErrorCodes.GroupOf(code, parameter);
        if (group == RunwareErrorGroup.Other && ErrorText.MentionsContentPolicy(message))
        {
            group = RunwareErrorGroup.Content;
        }

        return new RunwareError
        {
            Code = code,
            Message = message,
            Parameter = parameter,
            TaskId = error.Text("taskUUID") ?? owner.Text("taskUUID"),
            Cost = error.Charge("cost") ?? owner.Charge("cost"),
            Group = group,
            EndsTask = IsError(error) || IsError(owner) || EndsTasks(group, code),
        };
    }

    /// <summary>Whether an object has the status of an error.</summary>
    public static bool IsError(JsonElement item) =>
        item.Text("status")?.ToLowerInvariant() is "error" or "failed" or "failure";

    /// <summary>Whether the error belongs to a task, or to the request as a whole.</summary>
    public bool Concerns(string taskId) => TaskId is null || IsOf(taskId);

    /// <summary>Whether the error belongs to a task.</summary>
    public bool IsOf(string taskId) => string.Equals(TaskId, taskId, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error as that of a request.</summary>
    public ProviderError ToProviderError() => new(Text)
    {
        Kind = RunwareErrorCodes.KindOf(Group),
        Status = RunwareErrorCodes.StatusOf(Group),
        RequestId = TaskId,
        Usage = Cost is { } cost ? new ReveUsage { Amount = cost, Unit = ReveUsage.Usd } : null,
    };

    /// <summary>The error with its status, as that inside a response of success.</summary>
    public (int Status, ProviderError Error) ToEmbedded()
    {
        var error = ToProviderError();
        return (error.Status ?? EmbeddedStatus, error);
    }

    /// <summary>
    /// The query of a task has the same id as the task, so its own error looks like that of the task. What may be about
    /// the query ends the task only when it has a status: a task that runs must not be taken for failed.
    /// </summary>
    private static bool EndsTasks(RunwareErrorGroup group, string? code) => group switch
    {
        RunwareErrorGroup.Content or RunwareErrorGroup.Failed or RunwareErrorGroup.TaskCancelled => true,
        RunwareErrorGroup.Model => true,
        RunwareErrorGroup.Timeout => ErrorText.Contains(code, "provider"),
        _ => false,
    };
}
