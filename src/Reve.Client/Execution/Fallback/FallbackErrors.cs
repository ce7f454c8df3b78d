namespace Reve.Execution;

/// <summary>Errors of commands with several providers.</summary>
internal static class FallbackErrors
{
    public static ReveException ModelSpecified(string model) => new(
        ReveErrorKind.OptionConflict,
        $"The model '{model}' was specified together with several providers, which have different models.",
        "Omit -Model, or specify one provider.")
    { Target = model };

    public static ReveException ProviderRepeated(string provider) => new(
        ReveErrorKind.OptionConflict,
        $"The provider {provider} is specified more than once.",
        "Specify each provider once, in the order in which they are used.")
    { Target = provider, Provider = provider };
}
