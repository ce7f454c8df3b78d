namespace Reve.Parameters;

/// <summary>Accepts text as a prompt. A record without a property Prompt is refused, so that it is not paid for.</summary>
internal sealed class PromptTransformationAttribute : TextTransformationAttribute
{
    private protected override string Refusal(string type) =>
        $"A value of type {type} is not a prompt. Use text, or objects with a property Prompt.";
}
