using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Hosting.Display;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Writes a page that shows the images and the calls of folders.</summary>
[Cmdlet(VerbsData.Export, "ReveGallery", DefaultParameterSetName = "Path", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low, HelpUri = Project.HelpUri)]
[OutputType(typeof(FileInfo))]
public sealed class ExportReveGalleryCommand : ReveCmdlet
{
    private const string DefaultName = "index.html";

    private readonly List<string> _folders = [];

    /// <summary>Folders with images, with wildcards.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = ["."];

    /// <summary>Folders with images, with exactly these names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true,
        HelpMessage = "Folders with images, without wildcards")]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The page; by default index.html in the folder, or in the current folder for several folders.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The title of the page; by default the name of the folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Shows the images in subfolders too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Replaces an existing file that is not a gallery.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Opens the page in the browser.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Returns the file of the page.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "LiteralPath")
        {
            foreach (var path in LiteralPath) Try(() => _folders.Add(FilePaths.ToReadLiteral(this, path)), path);
            return;
        }

        foreach (var path in Path) Try(() => _folders.AddRange(FilePaths.ToRead(this, path)), path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_folders.Count > 0) Try(Export, _folders[0]);
    }

    private void Export()
    {
        var single = _folders.Count == 1 ? _folders[0] : null;
        var page = FilePaths.ToWrite(this, Destination ?? System.IO.Path.Combine(single ?? "", DefaultName));
        if (!Streams.ShouldProcess(page, "Export gallery")) return;
        var title = Title ?? new DirectoryInfo(single ?? System.IO.Path.GetDirectoryName(page)!).Name;
        ReveGallery.Write(
            _folders, page, title, Recurse, Force, notice => Streams.WriteWarning(DisplayText.Of(notice.Message)));
        if (PassThru) WriteObject(new FileInfo(page));
        if (Open) SystemViewer.OpenPage(page);
    }
}
