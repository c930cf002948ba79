using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>What a model's <c>model.json</c> says of it.</summary>
public sealed record ModelCard
{
    /// <summary>Name of the model and of its folder.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What it is for: <c>cascade</c>, …</summary>
    [JsonPropertyName("task")]
    public required string Task { get; init; }

    /// <summary>Version of the weights.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = "";

    /// <summary>Licence of the weights.</summary>
    [JsonPropertyName("licence")]
    public string Licence { get; init; } = "";

    /// <summary>ONNX operator set.</summary>
    [JsonPropertyName("opset")]
    public int Opset { get; init; }

    /// <summary>Number of parameters.</summary>
    [JsonPropertyName("parameters")]
    public long Parameters { get; init; }

    /// <summary>How it wants its images.</summary>
    [JsonPropertyName("pixel")]
    public ModelPixel Pixel { get; init; } = new();

    /// <summary>Levels of a cascade, coarse to fine.</summary>
    [JsonPropertyName("levels")]
    public IReadOnlyList<ModelLevel> Levels { get; init; } = [];

    /// <summary>Whether a cascade can start by matching against all of B.</summary>
    [JsonPropertyName("global_matching")]
    public bool GlobalMatching { get; init; }

    /// <summary>How often the half-resolution correction runs.</summary>
    [JsonPropertyName("fine_passes")]
    public int FinePasses { get; init; }

    /// <summary>The files, with size and checksum.</summary>
    [JsonPropertyName("files")]
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>Reads a card.</summary>
    /// <param name="path">Path of a <c>model.json</c>.</param>
    /// <exception cref="InputException">It is missing or malformed.</exception>
    public static ModelCard Read(string path)
    {
        try
        {
            ModelCard card = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelCardContext.Default.ModelCard)
                ?? throw new InputException($"{path} is empty: get the model anew");
            return card.Problem() is { } problem ? throw new InputException($"{path} is not a model card ({problem}): get the model anew") : card.Completed();
        }
        catch (JsonException e)
        {
            throw new InputException($"{path} is not a model card ({e.Message.Split('.')[0]}): get the model anew", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The card as <see cref="Read"/> takes it, indented UTF-8.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ModelCardContext.Default.ModelCard);

    // JSON may say null where the type says that there is something.
    private string? Problem()
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Task))
            return "it has no name or no task";
        if (Levels is not null && Levels.Any(l => l?.Update is null))
            return "a level of it has no graphs";
        if (Files is null || Files.Any(f => f is null || string.IsNullOrEmpty(f.Name) || f.Sha256 is null))
            return "a file of it has no name or no checksum";
        return Files.FirstOrDefault(f => f.Name != Path.GetFileName(f.Name) || f.Name is "." or "..") is { } stray
            ? $"'{stray.Name}' is not the name of a file in the model's own folder"
            : null;
    }

    /// <summary>Refuses a model that is for something else.</summary>
    /// <param name="task">The task that it must have.</param>
    /// <param name="lacking">What it then is not, for the message: <c>a cascade</c>.</param>
    /// <exception cref="InputException">It is of another task.</exception>
    internal void RequireTask(string task, string lacking)
    {
        if (Task != task)
            throw new InputException($"model '{Name}' is of task '{Task}', not {lacking}");
    }

    // Generated code leaves null what the file says nothing of, whatever the member's own default.
    private ModelCard Completed() => this with
    {
        Version = Version ?? "",
        Licence = Licence ?? "",
        Pixel = Pixel is { MultipleOf: > 0 } ? Pixel : new ModelPixel(),
        Levels = Levels ?? [],
        Files = [.. Files.Select(f => f with { Purpose = f.Purpose ?? "" })],
    };
}
