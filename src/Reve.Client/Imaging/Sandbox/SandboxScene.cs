using System.Collections.Generic;

namespace Reve.Imaging;

/// <summary>What a sandbox image has to show.</summary>
internal sealed record SandboxScene
{
    public required ReveOperation Operation { get; init; }

    public required string Prompt { get; init; }

    /// <summary>As the user says it, such as 16:9.</summary>
    public required string AspectRatio { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>What the images that went in are called, in their order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    public string? Model { get; init; }
}
