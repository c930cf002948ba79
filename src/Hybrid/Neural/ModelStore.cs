namespace Hybrid.Neural;

/// <summary>Finds trained models on disk.</summary>
public static class ModelStore
{
    /// <summary>Environment variable that names the folder of models.</summary>
    public const string FolderVariable = "HYBRID_MODELS";

    /// <summary>
    /// The folder of models: the one given, else that of <see cref="FolderVariable"/>, else <c>models</c> beside the
    /// program or above it. Null where there is none.
    /// </summary>
    /// <param name="given">A folder, or null.</param>
    public static string? Folder(string? given = null)
    {
        if (given is not null)
            return given;
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } variable)
            return variable;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models");
            if (Directory.Exists(candidate) && Directory.EnumerateFiles(candidate, "model.json", SearchOption.AllDirectories).Any())
                return candidate;
        }
        return null;
    }

    /// <summary>All models of a folder, by name.</summary>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <exception cref="InputException">A card is malformed.</exception>
    public static IReadOnlyList<ModelFolder> List(string? folder = null)
    {
        if (Folder(folder) is not { } root || !Directory.Exists(root))
            return [];
        return [.. Directory.GetDirectories(root)
            .Where(d => File.Exists(Path.Combine(d, "model.json")))
            .Order(StringComparer.Ordinal)
            .Select(d => new ModelFolder(d, ModelCard.Read(Path.Combine(d, "model.json"))))];
    }

    /// <summary>One model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static ModelFolder Find(string name, string? folder = null)
    {
        IReadOnlyList<ModelFolder> models = List(folder);
        return models.FirstOrDefault(m => m.Card.Name == name)
            ?? throw new InputException(models.Count == 0
                ? $"no models in {Folder(folder) ?? "the usual folders"}: set {FolderVariable}, or --models where a command has it, to the folder that holds '{name}'"
                : NearestName.Message("model", name, [.. models.Select(m => m.Card.Name)]));
    }
}
