using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.Sandbox;

/// <summary>A provider on this machine that draws the prompt as text. It sends nothing and costs nothing.</summary>
internal sealed class SandboxProvider : Provider
{
    public const string DefaultRatio = "3:2";
    public const string Unit = "credits";

    public override ProviderInfo Info { get; } = new()
    {
        Name = "Sandbox",
        DisplayName = "Sandbox (offline)",
        ModelFamily = "Sandbox",
        Availability = new(ProviderState.Local, AsOf: null, "It works on this machine."),
        Unit = Unit,
        UnitWorth = 0,
        Operations =
        [
            CreateOperation(ReveOperation.Create, 0, 0),
            CreateOperation(ReveOperation.Edit, 1, 1),
            CreateOperation(ReveOperation.Remix, 1, 6),
        ],
    };

    public override Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation) =>
        Task.FromResult<PaidCall>(new SandboxCall(request));

    public override Task<ReveConnectionTest> TestAsync(ProviderSession session, CancellationToken cancellation) =>
        Task.FromResult(new ReveConnectionTest
        {
            Provider = Info.Name,
            Works = true,
            Detail = "It works on this machine and requires no key.",
        });

    private static OperationInfo CreateOperation(ReveOperation operation, int minimumInputs, int maximumInputs) => new()
    {
        Operation = operation,
        Model = "sandbox/" + operation.ToString().ToLowerInvariant(),
        AspectRatios = OperationInfo.ReveRatios,
        DefaultAspectRatio = DefaultRatio,
        MinimumInputs = minimumInputs,
        MaximumInputs = maximumInputs,
        Price = 0,
    };
}
