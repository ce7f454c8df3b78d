using System.Collections.Generic;

namespace Reve;

internal static class OutputErrorInfo
{
    private const string Topic = "Files and display";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.OutputExists,
            "The output file exists.",
            "The module does not replace files by default.",
            "Choose another name, or use -Force."),
        new(Topic, ReveErrorKind.OutputFolderMissing,
            "The folder of the output file does not exist.",
            "-OutFile does not create folders.",
            "Create the folder, or use -OutDirectory."),
        new(Topic, ReveErrorKind.OutputNotWritable,
            "The output file cannot be written.",
            "Access is denied, or the path is not valid.",
            "Choose a path that you can write to."),
        new(Topic, ReveErrorKind.OutputOutsideFolder,
            "The output file is not below the output folder.",
            "The path of a record leads to another folder, or to a file of the module.",
            "Use a relative path that stays below the folder, without links to other folders."),
        new(Topic, ReveErrorKind.OutputShared,
            "Several images have the same output file.",
            "-OutFile was specified once for several images.",
            "Use -OutDirectory, or a column OutFile in the input."),
        new(Topic, ReveErrorKind.OutputInUse,
            "The output folder is in use.",
            "A command with -Resume needs the folder for itself.",
            "Wait until the other command ends, or use another folder."),
        new(Topic, ReveErrorKind.NameTemplateInvalid,
            "The name template is not valid.",
            "It has a field or a format that does not exist.",
            "Use the fields that the message lists."),
        new(Topic, ReveErrorKind.JournalDamaged,
            "The journal of the output folder is damaged.",
            "A line of the journal cannot be read, so -Resume cannot determine what was paid for.",
            "Correct the line, or move the journal away. Then all items are requested and charged again."),
        new(Topic, ReveErrorKind.SavedFileChanged,
            "A saved image was changed.",
            "Another program changed the file. This is a warning: the image is paid for and not requested again.",
            "Delete the file to get the original image. -Resume then downloads or requests it again."),
        new(Topic, ReveErrorKind.SaveFailed,
            "The image was generated but could not be saved.",
            "The disk is full, or the folder is not writable.",
            "Pipe the result to Save-ReveImage with another folder."),
        new(Topic, ReveErrorKind.ImageNotShowable,
            "The image cannot be drawn in the terminal.",
            "It is damaged, not a PNG, or not stored on this computer.",
            "Use -External or -Protocol ITerm2, or save the image first."),
        new(Topic, ReveErrorKind.ViewerNotStarted,
            "The image viewer could not be started.",
            "The system has no program for this kind of file.",
            "Open the file in a program of your choice."),
    ];
}
