using System.Linq;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Returns what is known about image files and about how they were generated.</summary>
[Cmdlet(VerbsCommon.Get, "ReveImageInfo", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveImageInfo))]
public sealed class GetReveImageInfoCommand : ReveCmdlet
{
    private readonly ImageInfoReader _reader = new();
    private InputFiles? _files;
    private bool _isInputSpecified;
    private bool _isPathSpecified;

    /// <summary>Image files, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Path { get; set; }

    /// <summary>Image files with exactly these names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; }

    /// <summary>A result, a byte array or a stream; from the pipeline also files and paths.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Takes the images in a folder and its subfolders when a folder is specified.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _isInputSpecified = IsBound(nameof(InputObject));
        _isPathSpecified = IsBound(nameof(Path)) || IsBound(nameof(LiteralPath));
        _files = new InputFiles(this) { Recurse = Recurse };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_isInputSpecified && PipelineRecord.IsBlankLine(InputObject) && !_isPathSpecified) return;
        if (PipelineValue.Unwrap(InputObject) is byte) Throw(InputErrors.SeparateBytes(InputObject!));
        var named = new NamedImages(Path, LiteralPath, Addresses: null, _isPathSpecified);
        var sources = new ImageSources(this, _files).Of(named, InputObject);
        if (sources.Count == 0) Streams.WriteError(ErrorRecords.From(InputErrors.NoImage(), InputObject));
        foreach (var source in sources)
        {
            Try(() => source().ToList().ForEach(input => Try(() => Write(input), input.Name)), target: null);
        }
    }

    private void Write(ImageInput input)
    {
        if (!input.IsLocal) throw InputErrors.NotLocal(input.Name);
        var info = _reader.Read(input);
        WriteObject(info);
        if (info.MissingPart is not null) throw InputErrors.Truncated(info);
    }
}
