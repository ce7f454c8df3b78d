using Reve.Http;

namespace Reve.Execution;

/// <summary>How a paid call, or one sending of it, ended without an image.</summary>
internal sealed record Ending(ReveErrorKind Kind, bool MayBeCharged)
{
    public string? RequestId { get; init; }

    public string? ClientRequestId { get; init; }

    public string? ResponseFile { get; init; }

    public ReveUsage? Usage { get; init; }

    public static Ending Of(Verdict verdict) => new(verdict.Kind, verdict.MayBeCharged);

    public static Ending Of(ReveException exception) => new(exception.Kind, exception.MayBeCharged)
    {
        RequestId = exception.RequestId,
        ClientRequestId = exception.ClientRequestId,
        ResponseFile = exception.ResponseFile,
        Usage = exception.Usage,
    };
}
