using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>What the cmdlets share that take images in.</summary>
public abstract class ImageInputCmdlet : ImageCmdlet
{
    private bool _namesInputs;

    private protected ImageInputCmdlet()
    {
    }

    /// <summary>What is done with the images, in words.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Prompt { get; set; }

    /// <summary>Image files, with wildcards.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Addresses of images, passed through to the provider.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Url")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Uri { get; set; }

    /// <summary>
    /// An earlier result, a byte array, a stream or a data URI; from the pipeline also files and paths.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Whether the prompt came with the record instead of being said for all of them.</summary>
    private protected bool RecordHasPrompt { get; private set; }

    private protected override bool RecordHasOptions => BaseInput is not ReveImage;

    /// <summary>
    /// A result of an earlier call tells the prompt that made it; that is not what is to be done now.
    /// </summary>
    private protected string? SaidPrompt => RecordHasPrompt && BaseInput is ReveImage ? null : Prompt;

    private protected object? BaseInput => Wrapped.Open(InputObject);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var said = MyInvocation.BoundParameters;
        RecordHasPrompt = !said.ContainsKey(nameof(Prompt));
        _namesInputs = said.Keys.Any(name => name is nameof(Path) or nameof(LiteralPath) or nameof(Uri));
        base.BeginProcessing();
    }

    /// <summary>
    /// The images that the record names, in their order; null stands for one that could not be had.
    /// </summary>
    private protected List<ImageInput?> ReadInputs()
    {
        var inputs = new List<ImageInput?>();
        var named = new NamedImages(Path, LiteralPath, Uri, _namesInputs);
        var sources = new ImageSources(this).Of(named, InputObject);
        if (sources.Count == 0) WriteError(ErrorRecords.From(Refused.NoInputs(), Prompt));
        foreach (var source in sources)
        {
            if (!Try(() => inputs.AddRange(source()), target: null)) inputs.Add(null);
        }

        return inputs;
    }
}
