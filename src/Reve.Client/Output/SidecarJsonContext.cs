using System.Text.Json.Serialization;
using Reve.Json;

namespace Reve.Output;

[JsonSourceGenerationOptions(
    WriteIndented = true, UseStringEnumConverter = true, Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ReveImage))]
internal sealed partial class SidecarJsonContext : JsonSerializerContext;
