namespace Reve.Parameters;

/// <summary>Accepts text or a task as the id of a task.</summary>
internal sealed class TaskIdTransformationAttribute : TextTransformationAttribute
{
    private protected override string Refusal(string type) =>
        $"A value of type {type} is not the id of a task. Use text or tasks, or pipe objects with a property Id.";

    private protected override bool IsText(object? input) =>
        PipelineValue.Unwrap(input) is ReveTask || base.IsText(input);
}
