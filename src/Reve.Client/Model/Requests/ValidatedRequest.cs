using System.Collections.Generic;

namespace Reve;

/// <summary>A request that passed validation, with everything that validation resolved.</summary>
/// <param name="Request">The request.</param>
/// <param name="Operation">The data of the operation.</param>
/// <param name="Model">The model, by default that of the operation.</param>
/// <param name="Prompt">The prompt as it is sent, with the reference tags of the provider.</param>
/// <param name="Inputs">The input images.</param>
internal sealed record ValidatedRequest(
    ImageRequest Request, OperationInfo Operation, string Model, string Prompt, IReadOnlyList<ValidatedInput> Inputs)
{

    /// <summary>The value of an option; null when it was not specified.</summary>
    public object? Option(ReveOption option) => Request.Options.TryGetValue(option, out var value) ? value : null;
}
