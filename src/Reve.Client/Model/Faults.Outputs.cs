using System;

namespace Reve;

internal static partial class Faults
{
    public static ReveException OutputExists(string file) => new(
        ReveErrorKind.OutputExists,
        $"'{file}' exists.",
        "Choose another name, or replace it with -Force.") { Target = file };

    public static ReveException OutputFolderMissing(string file, string? folder) => new(
        ReveErrorKind.OutputFolderMissing,
        $"The folder '{folder}' does not exist.",
        "Make the folder first, or correct the name.") { Target = file };

    public static ReveException OutputNotWritable(string file, string why, Exception? cause = null) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{file}' cannot be written: {why}",
        "Choose a place that you may write to.", cause) { Target = file };

    public static ReveException NameTemplateInvalid(string template, string why, string fields) => new(
        ReveErrorKind.NameTemplateInvalid,
        $"The name template '{template}' {why}.",
        $"Its fields are {fields}.") { Target = template };

    public static ReveException SaveFailed(string file, ReveImage image, Exception cause) => new(
        ReveErrorKind.SaveFailed,
        $"The image is made, and could not be saved to '{file}': {cause.Message}",
        "Save the object elsewhere with Save-ReveImage: its Bytes or its Url still have the image, and that costs "
        + "nothing.", cause)
    { Target = file, Image = image };

    public static ReveException OutputIsFile(string folder) =>
        OutputNotWritable(folder, "it is a file; use -OutFile.");

    public static ReveException OutputInUse(string folder, Exception cause) => new(
        ReveErrorKind.OutputInUse,
        $"Another command writes into '{folder}', and one that resumes must have the folder to itself.",
        "Wait until it has ended, or use another folder.", cause) { Target = folder };
}
