using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Reve.Graphics.Terminal;
using Reve.Hosting;
using Reve.Hosting.Display;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Shows images in the terminal as text, or opens them in the system's viewer.</summary>
[Cmdlet(VerbsCommon.Show, "ReveImage", HelpUri = Project.HelpUri)]
[OutputType(typeof(string))]
public sealed class ShowReveImageCommand : ReveCmdlet
{
    private bool _hasImageParameters;
    private TerminalScreen? _screen;

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

    // A string, not the enumeration: reading the cmdlet's parameters must not load Reve.Graphics.
    /// <summary>The protocol of the terminal, instead of the detected one.</summary>
    [Parameter]
    [ValidateSet(
        nameof(TerminalProtocol.Kitty), nameof(TerminalProtocol.ITerm2), nameof(TerminalProtocol.Sixel),
        nameof(TerminalProtocol.Blocks))]
    public string? Protocol { get; set; }

    /// <summary>The width in columns.</summary>
    [Parameter]
    [ValidateRange(1, TerminalSpace.Maximum)]
    public int Width { get; set; }

    /// <summary>Opens the image in the system's viewer instead of the terminal.</summary>
    [Parameter]
    public SwitchParameter External { get; set; }

    private bool IsWidthBound => MyInvocation.BoundParameters.ContainsKey(nameof(Width));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _hasImageParameters = MyInvocation.BoundParameters.Keys.Any(name => name is nameof(Path) or nameof(LiteralPath));
        if (External && (Protocol is not null || IsWidthBound))
            Streams.ThrowTerminatingError(ErrorRecords.From(DisplayErrors.ViewerOptions(), target: null));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var named = new NamedImages(Path, LiteralPath, Addresses: null, _hasImageParameters);
        var sources = new ImageSources(this).Of(named, InputObject);
        if (sources.Count == 0) Streams.WriteError(ErrorRecords.From(DisplayErrors.NoImages(), InputObject));
        foreach (var source in sources)
        {
            Try(() =>
            {
                foreach (var input in source())
                    Try(() => Show(input), input.Name);
            }, target: null);
        }
    }

    private void Show(ImageInput input)
    {
        if (!input.IsLocal) throw DisplayErrors.NotLocal(input.Name);

        var image = ImageContent.Read(input);
        if (External) SystemViewer.Open(image);
        else WriteObject(Render(image));
    }

    private string Render(ImageContent image)
    {
        _screen ??= new TerminalScreen(Host, Stop);
        if (!Enum.TryParse<TerminalProtocol>(Protocol, ignoreCase: true, out var protocol)) protocol = _screen.Protocol;
        var header = image.Header;
        if (!TerminalImage.ProtocolsFor(header.MediaType).Contains(protocol))
            throw DisplayErrors.FormatNotSupported(image, protocol);

        try
        {
            return new TerminalImage(image.Bytes, header.Width, header.Height)
                .Render(protocol, _screen.Space(IsWidthBound ? Width : null));
        }
        catch (InvalidDataException exception)
        {
            throw DisplayErrors.NotDecoded(image, exception);
        }
    }
}
