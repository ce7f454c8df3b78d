using System.Collections.Generic;

namespace Reve.Graphics.Sandbox;

/// <summary>The content of a Sandbox image.</summary>
public sealed record SandboxScene
{
    /// <summary>The name of the operation, such as <c>Create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The aspect ratio as specified, such as <c>16:9</c>.</summary>
    public required string AspectRatio { get; init; }

    /// <summary>The width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The labels of the input images in their order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The name of the model.</summary>
    public string? Model { get; init; }
}
