namespace Reve.Hosting;

/// <summary>The parameters that place images in files.</summary>
internal sealed record OutputSettings
{
    /// <summary>-OutFile on the command line; null when not specified.</summary>
    public string? OutFile { get; init; }

    public string? OutDirectory { get; init; }

    /// <summary>The folder that is used when neither a file nor a folder is specified; null for none.</summary>
    public string? DefaultFolder { get; init; }

    public string? NameTemplate { get; init; }

    /// <summary>The template of a folder when -NameTemplate is not specified.</summary>
    public string DefaultTemplate { get; init; } = OutputTarget.DefaultTemplate;

    public bool Force { get; init; }

    public bool Sidecar { get; init; }

    /// <summary>-EmbedMetadata on the command line; null when not specified.</summary>
    public bool? EmbedMetadata { get; init; }

    /// <summary>-EmbedMetadata of the connection.</summary>
    public bool DefaultEmbedMetadata { get; init; }

    public bool SkipDownload { get; init; }

    /// <summary>Checks which parameters exclude each other.</summary>
    /// <exception cref="ReveException">They cannot be used together.</exception>
    public void Check()
    {
        if (SkipDownload && (OutFile ?? OutDirectory) is not null) throw OutputErrors.SaveWithoutDownload();
        if (OutFile is not null && string.IsNullOrWhiteSpace(OutFile)) throw OutputErrors.FileEmpty();
        if (NameTemplate is not null && (OutDirectory ?? DefaultFolder) is null)
        {
            throw OutputErrors.TemplateWithoutFolder(NameTemplate);
        }

        if (OutFile is not null && OutDirectory is not null) throw OutputErrors.FileAndFolder();
    }
}
