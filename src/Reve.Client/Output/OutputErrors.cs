using System;

namespace Reve.Output;

/// <summary>The errors about where an image is written.</summary>
internal static class OutputErrors
{
    public static ReveException Exists(string file) => new(
        ReveErrorKind.OutputExists,
        $"'{file}' already exists.",
        "Choose another name, or use -Force to replace it.") { Target = file };

    public static ReveException FolderMissing(string file, string? folder) => new(
        ReveErrorKind.OutputFolderMissing,
        $"The folder '{folder}' does not exist.",
        "Create the folder, or correct its name.") { Target = file };

    public static ReveException NotWritable(string path, string reason, Exception? cause = null) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{path}' cannot be written: {reason}",
        "Choose a path that you can write to.", cause) { Target = path };

    public static ReveException IsFile(string folder) => NotWritable(folder, "it is a file; use -OutFile.");

    public static ReveException OutsideFolder(string file, string folder) => new(
        ReveErrorKind.OutputOutsideFolder,
        $"'{file}' is not a path below the output folder '{folder}'.",
        "Use a relative path without '..', without links to other folders and without the names of the module's own "
        + "files.") { Target = file };

    public static ReveException TemplateInvalid(string template, string reason, string fields) => new(
        ReveErrorKind.NameTemplateInvalid,
        $"The name template '{template}' {reason}.",
        $"The fields are {fields}.") { Target = template };

    public static ReveException SaveFailed(string file, ReveImage image, Exception cause) => new(
        ReveErrorKind.SaveFailed,
        $"The image was generated but could not be saved to '{file}': {cause.Message}",
        "Save the object to another path with Save-ReveImage. Its Bytes or its Url still hold the image, and saving is "
        + "free.", cause)
    { Target = file, Image = image };
}
