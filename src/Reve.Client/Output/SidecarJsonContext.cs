using System.Text.Json.Serialization;
using Reve.Json;

namespace Reve.Output;

// The options are completed at run time, which excludes the generated fast path.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    WriteIndented = true, UseStringEnumConverter = true, Converters = [typeof(PlainValueConverter)])]
[JsonSerializable(typeof(ReveImage))]
internal sealed partial class SidecarJsonContext : JsonSerializerContext;
