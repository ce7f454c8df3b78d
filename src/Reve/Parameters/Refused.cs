using System;

namespace Reve.Parameters;

/// <summary>The errors of Show-ReveImage.</summary>
internal static class Refused
{
    public static ReveException NothingToShow() => new(
        ReveErrorKind.InputMissing,
        "No image came.",
        "Pipe image files or results in, or name them with -Path, -LiteralPath or -InputObject.");

    public static ReveException ViewerNotDrawn() => new(
        ReveErrorKind.OptionConflict,
        "-External opens the system's viewer, which takes neither -Protocol nor -Width.",
        "Leave out -External, or the other two.");

    public static ReveException ViewerNotStarted(string file, string why, Exception? cause = null) => new(
        ReveErrorKind.ViewerNotStarted,
        $"No viewer was opened for '{file}': {why.TrimEnd('.')}.",
        "Open the file by hand, or leave -External out to draw it in the terminal.", cause) { Target = file };
}
