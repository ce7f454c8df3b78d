using System.Text.Json.Serialization;

namespace Reve.Providers.InferenceSh;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InferenceShFileRequest))]
internal sealed partial class InferenceShJsonContext : JsonSerializerContext;
