using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Imaging;

namespace Reve.Providers.Sandbox;

/// <summary>Draws an image on this machine.</summary>
internal sealed class SandboxCall(ValidatedRequest request) : PaidCall
{
    public override string Model => request.Model;

    public override Task<CallOutcome> SendAsync(CancellationToken cancellation) => Task.Run(Draw, cancellation);

    private CallOutcome Draw()
    {
        var ratio = request.Request.AspectRatio ?? SandboxProvider.DefaultRatio;
        var (width, height) = SizeOf(ratio);
        var image = SandboxImage.Draw(new SandboxScene
        {
            Operation = request.Operation.Operation,
            Prompt = request.Prompt,
            AspectRatio = ratio,
            Width = width,
            Height = height,
            Model = request.Model,
            Inputs = [.. request.Inputs.Select(LabelOf)],
        });
        return CallOutcome.Succeeded(
            new ProviderResponse([new GeneratedImage { Bytes = image, ContentViolation = false }])
            {
                Usage = new ReveUsage { Amount = 0, Unit = SandboxProvider.Unit },
            });
    }

    private static string LabelOf(ValidatedInput input)
    {
        var name = Path.GetFileName(input.Name.TrimEnd('/'));
        return input.Header is { Width: { } width, Height: { } height } ? $"{name} ({width}x{height})" : name;
    }

    private static (int Width, int Height) SizeOf(string ratio) => ratio switch
    {
        "16:9" => (1360, 768),
        "9:16" => (768, 1360),
        "3:2" => (1248, 832),
        "2:3" => (832, 1248),
        "4:3" => (1152, 864),
        "3:4" => (864, 1152),
        "1:1" => (1024, 1024),
        _ => throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "Not a ratio of the Reve models."),
    };
}
