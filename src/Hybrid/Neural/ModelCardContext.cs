using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>Generated code that reads and writes cards.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelCardContext : JsonSerializerContext;
