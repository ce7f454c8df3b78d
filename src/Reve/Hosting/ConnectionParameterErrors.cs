namespace Reve.Hosting;

/// <summary>Errors of parameters that determine the connections of a command.</summary>
internal static class ConnectionParameterErrors
{
    public static ReveException BothSpecified() => new(
        ReveErrorKind.OptionConflict,
        "-Connection cannot be used with -Provider, -ApiKey or -BaseUri: the connection contains all three.",
        "Omit -Connection, or omit the other parameters.");

    public static ReveException SeveralProviders() => new(
        ReveErrorKind.OptionConflict,
        "-ApiKey and -BaseUri cannot be used with several providers: each has its own key and address.",
        "Set the keys in environment variables, or use -Connection with the results of Connect-Reve -PassThru.");

    public static ReveException OnlyOne(string command) => new(
        ReveErrorKind.OptionConflict,
        $"{command} uses one provider, but several are specified.",
        "Specify one provider or one connection.");
}
