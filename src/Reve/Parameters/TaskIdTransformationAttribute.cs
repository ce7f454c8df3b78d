namespace Reve.Parameters;

/// <summary>Takes text for the id of a task, or the task itself: a row of a file is neither, and its Id is.</summary>
internal sealed class TaskIdTransformationAttribute : TextTransformationAttribute
{
    private protected override string Refuse(string type) =>
        $"A {type} is not the id of a task. Use text or tasks, or pipe in objects with a property Id.";

    private protected override bool IsText(object? input) => Bare(input) is ReveTask || base.IsText(input);
}
