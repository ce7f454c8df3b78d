using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using Reve.Imaging;
using Reve.Terminal;

namespace Reve.Benchmarks;

/// <summary>Images drawn, and files recognised.</summary>
public class Images : IDisposable
{
    private static readonly SandboxScene s_scene = new()
    {
        Operation = ReveOperation.Create,
        Prompt = "a paper fox under a lantern",
        AspectRatio = "16:9",
        Width = 1360,
        Height = 768,
        Model = "sandbox",
    };

    private readonly TemporaryFolder _folder = new();
    private string _png = "";

    [GlobalSetup]
    public void SetUp() => _png = _folder.Write("fox.png", SandboxImage.Draw(s_scene));

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "a sandbox image at 16:9")]
    public byte[] Draw() => SandboxImage.Draw(s_scene);

    [Benchmark(Description = "the header of a PNG file")]
    public ImageHeader? ReadHeader()
    {
        using var file = File.OpenRead(_png);
        return ImageHeaderReader.Read(file);
    }

    [Benchmark(Description = "an image at 16:9 for the terminal")]
    [Arguments(TerminalProtocol.Kitty)]
    [Arguments(TerminalProtocol.ITerm2)]
    [Arguments(TerminalProtocol.Sixel)]
    [Arguments(TerminalProtocol.Blocks)]
    public string Show(TerminalProtocol protocol) =>
        TerminalImage.Read(ImageInput.FromFile(_png)).Draw(protocol, new TerminalSpace(120, 40));
}
