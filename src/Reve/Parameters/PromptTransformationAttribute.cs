namespace Reve.Parameters;

/// <summary>
/// Takes text for a prompt: a record without a Prompt column is no prompt, and must not be paid for as one.
/// </summary>
internal sealed class PromptTransformationAttribute : TextTransformationAttribute
{
    private protected override string Refuse(string type) =>
        $"A {type} is not a prompt. Use text, or objects with a property Prompt.";
}
