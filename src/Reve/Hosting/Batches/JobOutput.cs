using System.Collections.Generic;
using System.Linq;

namespace Reve.Hosting;

/// <summary>The objects and errors that a job writes to the pipeline.</summary>
internal sealed record JobOutput(IReadOnlyList<object> Objects, IReadOnlyList<ReveException> Errors)
{
    public static JobOutput None { get; } = new([], []);

    public static JobOutput Of(object result) => new([result], []);

    public static JobOutput Of(ReveException error) => new([], [error]);

    public static JobOutput Of(IReadOnlyList<ReveResult> results) => new(
        [.. results.Select(result => result.Image).OfType<ReveImage>()],
        [.. results.Select(result => result.Error).OfType<ReveException>()]);
}
