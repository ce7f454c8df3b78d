using System.Collections.Generic;

namespace Reve.Providers.InferenceSh;

/// <summary>The body of a request for upload addresses.</summary>
internal sealed record InferenceShFileRequest(IReadOnlyList<InferenceShFile> Files);
