using System;
using System.IO;

namespace Reve;

/// <summary>A file that an image is received into. It is deleted on disposal unless it was kept or moved.</summary>
internal interface IImageFile : IDisposable
{
    /// <summary>The open file, for reading and writing.</summary>
    Stream Stream { get; }
}
