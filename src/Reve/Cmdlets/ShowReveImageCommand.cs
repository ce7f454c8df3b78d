using System.Linq;
using System.Management.Automation;
using Reve.Parameters;
using Reve.Hosting;
using Reve.Terminal;

namespace Reve.Cmdlets;

/// <summary>Draws images in the terminal, as text, or opens them in the system's viewer.</summary>
[Cmdlet(VerbsCommon.Show, "ReveImage")]
[OutputType(typeof(string))]
public sealed class ShowReveImageCommand : ReveCmdlet
{
    private bool _namesInputs;
    private Screen? _screen;

    /// <summary>Image files, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>A result, a byte array or a stream; from the pipeline also files and paths.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>How the terminal takes images, instead of what is found out about it.</summary>
    [Parameter]
    public TerminalProtocol Protocol { get; set; }

    /// <summary>The width in columns.</summary>
    [Parameter]
    [ValidateRange(1, TerminalSpace.Most)]
    public int Width { get; set; }

    /// <summary>Whether the system's viewer shows the image, and not the terminal.</summary>
    [Parameter]
    public SwitchParameter External { get; set; }

    private bool SaysProtocol => MyInvocation.BoundParameters.ContainsKey(nameof(Protocol));

    private bool SaysWidth => MyInvocation.BoundParameters.ContainsKey(nameof(Width));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var said = MyInvocation.BoundParameters.Keys;
        _namesInputs = said.Any(name => name is nameof(Path) or nameof(LiteralPath));
        if (External && (SaysProtocol || SaysWidth))
            ThrowTerminatingError(ErrorRecords.From(Refused.ViewerNotDrawn(), target: null));
        _screen = new Screen(Host, Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var named = new NamedImages(Path, LiteralPath, Addresses: null, _namesInputs);
        var sources = new ImageSources(this).Of(named, InputObject);
        if (sources.Count == 0) WriteError(ErrorRecords.From(Refused.NothingToShow(), InputObject));
        foreach (var source in sources)
        {
            Try(() =>
            {
                foreach (var input in source())
                    Try(() => Show(TerminalImage.Read(input)), input.Name);
            }, target: null);
        }
    }

    private void Show(TerminalImage image)
    {
        if (External)
        {
            SystemViewer.Open(image);
            return;
        }

        var protocol = SaysProtocol ? Protocol : _screen!.Protocol;
        WriteObject(image.Draw(protocol, _screen!.Space(SaysWidth ? Width : null)));
    }
}
