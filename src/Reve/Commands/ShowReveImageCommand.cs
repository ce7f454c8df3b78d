using System.Linq;
using System.Management.Automation;
using Reve.Binding;
using Reve.Pipeline;
using Reve.Terminal;

namespace Reve.Commands;

/// <summary>Draws pictures in the terminal, as text, or opens them in the system's viewer.</summary>
[Cmdlet(VerbsCommon.Show, "ReveImage")]
[OutputType(typeof(string))]
public sealed class ShowReveImageCommand : ReveCmdlet
{
    private bool _namesInputs;
    private Screen? _screen;

    /// <summary>Picture files, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Path { get; set; }

    /// <summary>Picture files of exactly these names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP", "FullName")]
    [AllowNull]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; }

    /// <summary>A result, a byte array or a stream; from the pipeline also files and paths.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>How the terminal takes pictures, instead of what is found out about it.</summary>
    [Parameter]
    public TerminalProtocol Protocol { get; set; }

    /// <summary>The width in columns.</summary>
    [Parameter]
    [ValidateRange(1, TerminalSpace.Most)]
    public int Width { get; set; }

    /// <summary>Whether the system's viewer shows the picture, and not the terminal.</summary>
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
        var named = new NamedPictures(Path, LiteralPath, Addresses: null, _namesInputs);
        var sources = new PictureSources(this).Of(named, InputObject);
        if (sources.Count == 0) WriteError(ErrorRecords.From(Refused.NothingToShow(), InputObject));
        foreach (var source in sources)
        {
            Try(() =>
            {
                foreach (var input in source())
                    Try(() => Show(TerminalPicture.Read(input)), input.Name);
            }, target: null);
        }
    }

    private void Show(TerminalPicture picture)
    {
        if (External)
        {
            SystemViewer.Open(picture);
            return;
        }

        var protocol = SaysProtocol ? Protocol : _screen!.Protocol;
        WriteObject(picture.Draw(protocol, _screen!.Space(SaysWidth ? Width : null)));
    }
}
