using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that take images.</summary>
public abstract class ImageInputCmdlet : ImageCmdlet
{
    private InputFiles? _files;
    private bool _isInputSpecified;
    private bool _isPathSpecified;

    private protected ImageInputCmdlet()
    {
    }

    /// <summary>The instructions for the images. Several prompts make one request each.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true,
        HelpMessage = "Instructions for the images, such as: make it night")]
    [PromptTransformation]
    [AllowEmptyString]
    [AllowNull]
    [AllowEmptyCollection]
    public string?[]? Prompt { get; set; }

    /// <summary>
    /// Images in any form: a result, a file or its path, an address, a byte array, a stream, or a data URI.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Image files, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Path { get; set; }

    /// <summary>Image files of exactly these names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; }

    /// <summary>Addresses of images, which the provider downloads.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Url")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Uri { get; set; }

    /// <summary>Takes the images in a folder and its subfolders when a folder is specified.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Whether each record has its own prompt.</summary>
    private protected bool RecordHasPrompt { get; private set; }

    /// <summary>The prompts of the current record. The prompt of a result describes how it was generated.</summary>
    private protected IReadOnlyList<string?> CurrentPrompts =>
        Prompt is null or [] || (RecordHasPrompt && PipelineRecord.IsResult(CurrentObject)) ? [null] : Prompt;

    /// <summary>The object of the current record without its wrapper.</summary>
    private protected object? CurrentObject => PipelineValue.UnwrapResult(InputObject);

    /// <inheritdoc/>
    private protected override object? OptionRecord => _isInputSpecified ? null : InputObject;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RecordHasPrompt = !IsBound(nameof(Prompt));
        _isInputSpecified = IsBound(nameof(InputObject));
        _isPathSpecified = IsBound(nameof(Path)) || IsBound(nameof(LiteralPath)) || IsBound(nameof(Uri));
        base.BeginProcessing();
        _files = new InputFiles(this) { Recurse = Recurse, OutputFolder = OutputFolder };
    }

    /// <summary>Returns the images of the current record in their order; null for an image with an error.</summary>
    private protected List<InputItem?> ReadInputs()
    {
        var inputs = new List<InputItem?>();
        if (!_isInputSpecified && PipelineRecord.IsBlankLine(InputObject) && !_isPathSpecified) return inputs;
        if (PipelineValue.Unwrap(InputObject) is byte) Throw(InputErrors.SeparateBytes(InputObject!));

        var named = new NamedImages(Path, LiteralPath, Uri, _isPathSpecified);
        var sources = new ImageSources(this, _files).Of(named, InputObject);
        if (sources.Count == 0) Streams.WriteError(ErrorRecords.From(NoInputs(), Prompt));
        foreach (var source in sources)
        {
            if (!Try(() => inputs.AddRange(source().Select(CreateItem)), target: null)) inputs.Add(null);
        }

        return inputs;
    }

    private InputItem CreateItem(ImageInput image) => new(image, _files!.SubfolderOf(image.Name));

    private static ReveException NoInputs() => new(
        ReveErrorKind.InputMissing,
        "No image was specified.",
        "Pipe image files to the command, or use -Path, -LiteralPath, -Uri or -InputObject.");
}
