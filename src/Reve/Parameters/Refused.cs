using System.Management.Automation;
using System;
using Reve.Output;

namespace Reve.Parameters;

/// <summary>What can be wrong with a command before the library sees any of it.</summary>
internal static class Refused
{
    public static ReveException OutputNotFile(string path, string provider) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{path}' is not in the file system but in '{provider}'.",
        "Name a file or a folder.") { Target = path };

    public static ReveException OutputPathInvalid(string path, Exception cause) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{path}' is not a path: {cause.Message}",
        "Correct the path.", cause) { Target = path };

    public static ReveException OutputShared(string file) => new(
        ReveErrorKind.OutputShared,
        $"More than one image would go into '{file}'.",
        "Use -OutDirectory, which names each image, or give each its own -OutFile.") { Target = file };

    public static ReveException OutputNameless() => new(
        ReveErrorKind.OutputNotWritable,
        "-OutFile is empty: the image would be saved nowhere.",
        "Name a file, or leave -OutFile out.");

    public static ReveException TemplateWithoutFolder(string template) => new(
        ReveErrorKind.OptionConflict,
        "-NameTemplate names the images of a folder, and there is no -OutDirectory.",
        "Add -OutDirectory, or leave -NameTemplate out.") { Target = template };

    public static ReveException SavedWithoutDownload() => new(
        ReveErrorKind.OptionConflict,
        "An image that is not downloaded cannot be saved.",
        "Leave out -SkipDownload, or -OutFile and -OutDirectory.");

    public static ReveException SavedWithoutWaiting() => new(
        ReveErrorKind.OptionConflict,
        "A task that is not waited for has nothing to save yet.",
        "Leave out -OutFile and -OutDirectory; Receive-ReveTask has them.");

    public static ReveException SidecarWithoutFile() => new(
        ReveErrorKind.OptionConflict,
        "A sidecar lies beside a saved image, and this one is saved nowhere.",
        "Add -OutFile or -OutDirectory, or leave -Sidecar out.");

    public static ReveException ResumedWithoutFolder() => new(
        ReveErrorKind.OptionConflict,
        "-Resume goes on by the journal of a folder, and there is no -OutDirectory.",
        "Name the folder of the run that was cut off with -OutDirectory, or leave -Resume out.");

    public static ReveException OutputTwice() => new(
        ReveErrorKind.OptionConflict,
        "An image goes to one file or into a folder, not to both.",
        "Leave out -OutFile or -OutDirectory.");

    public static ReveException ProviderUnknown(string name) => new(
        ReveErrorKind.ProviderUnknown,
        $"There is no provider '{name}'.",
        "Get-ReveProvider lists them.") { Target = name };

    public static ReveException InputNotFound(string path, string why, Exception? cause = null) => new(
        ReveErrorKind.InputNotFound,
        $"'{path}' was not found: {why.TrimEnd('.')}.",
        "Check the name; use -LiteralPath for names with brackets in them.", cause) { Target = path };

    public static ReveException InputNotFile(string path, string where) => new(
        ReveErrorKind.InputUnreadable,
        $"'{path}' is {where}.",
        "Name image files.") { Target = path };

    public static ReveException InputNotAddress(string address) => new(
        ReveErrorKind.InputNotUnderstood,
        $"'{address}' is not an http or https address.",
        "Give the whole address of the image, or use -Path for files.") { Target = address };

    public static ReveException InputNotUnderstood(object input, string advice) => new(
        ReveErrorKind.InputNotUnderstood,
        $"A {(input is PSObject wrapped ? wrapped.BaseObject : input).GetType().Name} is not an image.",
        advice) { Target = input };

    public static ReveException StreamUnreadable(Exception cause) => new(
        ReveErrorKind.InputUnreadable,
        $"The stream cannot be read: {cause.Message}",
        "Hand over a stream that is open and can be read.", cause);

    public static ReveException InputHasNothing(ReveImage image) => new(
        ReveErrorKind.InputMissing,
        $"The result {image} has neither a file, nor bytes, nor an address.",
        "Make the image again, or fetch it first.") { Target = image };

    public static ReveException NothingToSave(object record) => new(
        ReveErrorKind.InputMissing,
        "There is no image to save: what came has neither Bytes nor a Url.",
        "Use a result, a row with a Url or Bytes, an address, or bytes kept together.") { Target = record };

    public static ReveException NotToSave(string text) => new(
        ReveErrorKind.InputNotUnderstood,
        $"'{text}' is neither an http or https address nor a data URI.",
        "Use a result, a row with a Url or Bytes, an address, or bytes kept together.") { Target = text };

    public static ReveException NoInputs() => new(
        ReveErrorKind.InputMissing,
        "No image came.",
        "Pipe image files in, or name them with -Path, -LiteralPath, -Uri or -InputObject.");

    public static ReveException RemixIncomplete(int missing) => new(
        ReveErrorKind.InputMissing,
        $"The remix was not sent: {missing} of its images could not be had, "
        + "and the prompt would count the others wrong.",
        "Mend what the errors before this one name, and run the command again.");

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
