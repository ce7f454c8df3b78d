namespace Reve.Tests.Output;

/// <summary>Why a folder cannot be written.</summary>
public enum UnwritableForm
{
    /// <summary>A file has its name.</summary>
    File,

    /// <summary>A file has the name of the folder above it.</summary>
    BelowFile,

    /// <summary>There is no permission to write in it.</summary>
    ReadOnly,
}
