namespace Reve.Hosting;

/// <summary>The errors about parameters that place images in files.</summary>
internal static class OutputErrors
{
    public static ReveException FileAndFolder() => new(
        ReveErrorKind.OptionConflict,
        "-OutFile and -OutDirectory cannot be used together.",
        "Omit one of them.");

    public static ReveException FileEmpty() => new(
        ReveErrorKind.OutputNotWritable,
        "-OutFile is empty.",
        "Specify a file, or omit -OutFile.");

    public static ReveException FileShared(string file) => new(
        ReveErrorKind.OutputShared,
        $"More than one image would be saved to '{file}'.",
        "Use -OutDirectory, which names each image, or set OutFile for each record.") { Target = file };

    public static ReveException TemplateWithoutFolder(string template) => new(
        ReveErrorKind.OptionConflict,
        "-NameTemplate requires -OutDirectory.",
        "Add -OutDirectory, or omit -NameTemplate.") { Target = template };

    public static ReveException SidecarWithoutFile() => new(
        ReveErrorKind.OptionConflict,
        "-Sidecar requires an image that is saved to a file.",
        "Add -OutFile or -OutDirectory, or omit -Sidecar.");

    public static ReveException MetadataWithoutFile() => new(
        ReveErrorKind.OptionConflict,
        "-EmbedMetadata requires an image that is saved to a file.",
        "Add -OutFile or -OutDirectory, or omit -EmbedMetadata.");

    public static ReveException SaveWithoutDownload() => new(
        ReveErrorKind.OptionConflict,
        "-SkipDownload cannot be used with -OutFile or -OutDirectory: an image must be downloaded to be saved.",
        "Omit -SkipDownload, or omit -OutFile and -OutDirectory.");

    public static ReveException SaveWithoutWaiting() => new(
        ReveErrorKind.OptionConflict,
        "-NoWait cannot be used with -OutFile, -OutDirectory, -NameTemplate, -Sidecar or -EmbedMetadata: the image "
        + "does not exist yet.",
        "Save the image with Receive-ReveTask, which has these parameters.");

    public static ReveException ResumeWithoutFolder() => new(
        ReveErrorKind.OptionConflict,
        "-Resume requires -OutDirectory: the journal of an earlier run is in its folder.",
        "Add -OutDirectory with the folder of the earlier run, or omit -Resume.");

    public static ReveException SeveralImages(string outFile, int count) => new(
        ReveErrorKind.OptionConflict,
        $"-OutFile '{outFile}' names one file, but -Count requests {count} images.",
        "Use -OutDirectory, which names the images by a template.")
    { Target = outFile };

    public static ReveException FormatDiffers(string extension, string format) => new(
        ReveErrorKind.OptionConflict,
        $"The file name ends with {extension}, but -Format requests {format}.",
        "Omit -Format, or use the extension of the format.")
    { Target = extension };
}
