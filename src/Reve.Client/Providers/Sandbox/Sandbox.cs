using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Graphics.Sandbox;

namespace Reve.Providers;

/// <summary>
/// A provider on this machine: it draws what it was asked for in words, sends nothing and charges nothing.
/// </summary>
internal sealed class Sandbox : Provider
{
    private const string DefaultRatio = "3:2";

    public override ProviderInfo Info { get; } = new()
    {
        Name = "Sandbox",
        DisplayName = "Sandbox (offline)",
        Unit = "credits",
        Operations =
        [
            Can(ReveOperation.Create, 0, 0),
            Can(ReveOperation.Edit, 1, 1),
            Can(ReveOperation.Remix, 1, 6),
        ],
    };

    public override async Task<ProviderResponse> RunAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        await wire.Ledger.BeforeSendingAsync(cancellation).ConfigureAwait(false);
        return await Task.Run(() => Draw(request), cancellation).ConfigureAwait(false);
    }

    private static ProviderResponse Draw(ValidatedRequest request)
    {
        var ratio = request.Request.AspectRatio ?? DefaultRatio;
        var (width, height) = SizeOf(ratio);
        var image = SandboxImage.Draw(new SandboxScene
        {
            Operation = request.Operation.Operation.ToString(),
            Prompt = request.Prompt,
            AspectRatio = ratio,
            Width = width,
            Height = height,
            Model = request.Model,
            Inputs = [.. request.Inputs.Select(Label)],
        });
        return new ProviderResponse([new GeneratedImage { Bytes = image, ContentViolation = false }])
        {
            Usage = new ReveUsage { Amount = 0, Unit = "credits" },
        };
    }

    private static string Label(ValidatedInput input)
    {
        var name = System.IO.Path.GetFileName(input.Name.TrimEnd('/'));
        return input.Header is { Width: { } width, Height: { } height } ? $"{name} ({width}x{height})" : name;
    }

    private static OperationInfo Can(ReveOperation operation, int fewest, int most) => new()
    {
        Operation = operation,
        Model = "sandbox/" + operation.ToString().ToLowerInvariant(),
        AspectRatios = OperationInfo.ReveRatios,
        DefaultAspectRatio = DefaultRatio,
        MinimumInputs = fewest,
        MaximumInputs = most,
        Price = 0,
    };

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
