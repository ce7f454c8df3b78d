using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Binding;

namespace Reve.Pipeline;

/// <summary>What the cmdlets share that take pictures in.</summary>
public abstract class PictureInputCmdlet : ReveImageCmdlet
{
    private const string PathSet = "Path";

    private protected PictureInputCmdlet()
    {
    }

    /// <summary>What is done with the pictures, in words.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? Prompt { get; set; }

    /// <summary>Picture files, with wildcards.</summary>
    [Parameter(Position = 1, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Path { get; set; }

    /// <summary>Picture files of exactly these names.</summary>
    [Parameter(ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; }

    /// <summary>Addresses of pictures, passed through to the provider.</summary>
    [Parameter(ParameterSetName = "Uri", ValueFromPipelineByPropertyName = true)]
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

    private object? BaseInput => InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RecordHasPrompt = !MyInvocation.BoundParameters.ContainsKey(nameof(Prompt));
        base.BeginProcessing();
    }

    /// <summary>
    /// The pictures that the record names, in their order; null stands for one that could not be had.
    /// </summary>
    private protected List<ImageInput?> ReadInputs()
    {
        var inputs = new List<ImageInput?>();
        var sources = Sources(new PictureSources(this));
        if (sources.Count == 0) WriteError(ErrorRecords.From(Refused.NoInputs(), Prompt));
        foreach (var source in sources)
        {
            if (!Try(() => inputs.AddRange(source()), target: null)) inputs.Add(null);
        }

        return inputs;
    }

    private List<Func<IEnumerable<ImageInput>>> Sources(PictureSources sources)
    {
        if (BaseInput is ReveImage image) return [() => sources.FromObject(image)];

        var named = new List<Func<IEnumerable<ImageInput>>>();
        foreach (var path in Said(Path)) named.Add(() => sources.FromPaths([path]));
        foreach (var path in Said(LiteralPath)) named.Add(() => sources.FromLiteralPaths([path]));
        foreach (var address in Said(Uri)) named.Add(() => PictureSources.FromAddresses([address]));
        if (named.Count == 0 && InputObject is { } input) named.Add(() => sources.FromObject(input));
        return named;
    }

    private static IEnumerable<string> Said(string[]? texts) => (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text));
}
