using System.Collections.Generic;

namespace Reve;

/// <summary>A request that passed validation, with everything that validation resolved.</summary>
internal sealed record ValidatedRequest(
    ImageRequest Request, OperationInfo Operation, string Model, IReadOnlyList<ValidatedInput> Inputs)
{
    public string Prompt => Request.Prompt;

    /// <summary>The value of an option; null when it was not specified.</summary>
    public object? Option(ReveOption option) => Request.Options.TryGetValue(option, out var value) ? value : null;
}
