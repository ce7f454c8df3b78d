using System.Text.Json.Serialization;

namespace Reve.Gallery;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GalleryData))]
internal sealed partial class GalleryJsonContext : JsonSerializerContext;
