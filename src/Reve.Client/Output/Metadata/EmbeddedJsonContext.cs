using System.Text.Json.Serialization;
using Reve.Json;

namespace Reve.Output;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(EmbeddedRecord))]
internal sealed partial class EmbeddedJsonContext : JsonSerializerContext;
