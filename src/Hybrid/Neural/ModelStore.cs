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

    /// <summary>All models of a folder, by name. One whose card cannot be read is left out: <see cref="Damaged"/> tells of it.</summary>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    public static IReadOnlyList<ModelFolder> List(string? folder = null) => [.. Scan(folder).Select(m => m.Model).OfType<ModelFolder>()];

    /// <summary>The models of a folder whose cards cannot be read.</summary>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    public static IReadOnlyList<DamagedModel> Damaged(string? folder = null) =>
        [.. Scan(folder).Where(m => m.Problem is not null).Select(m => new DamagedModel(Path.GetFileName(m.Path), m.Problem!))];

    /// <summary>One model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <exception cref="InputException">There is none of that name, or its card is damaged.</exception>
    public static ModelFolder Find(string name, string? folder = null)
    {
        IReadOnlyList<(string Path, ModelFolder? Model, string? Problem)> models = Scan(folder);
        if (models.FirstOrDefault(m => m.Model?.Card.Name == name).Model is { } found)
            return found;
        if (models.FirstOrDefault(m => m.Problem is not null && Path.GetFileName(m.Path) == name).Problem is { } problem)
            throw new InputException(problem);
        throw new InputException(models.Count == 0
            ? $"no models in {Folder(folder) ?? "the usual folders"}: add the package Hybrid.Models, or set {FolderVariable}, or --models where a command has it, to the folder that holds '{name}'"
            : NearestName.Message("model", name, [.. models.Select(m => m.Model?.Card.Name).OfType<string>()]));
    }

    /// <summary>One model, or what to add where it is one that people bring themselves.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">See <see cref="Folder"/>.</param>
    /// <param name="what">What it is, for the message: <c>feature network</c>.</param>
    /// <param name="file">The published file that it usually comes from.</param>
    /// <exception cref="InputException">There is none of that name; the message says how to add one.</exception>
    internal static ModelFolder FindBrought(string name, string? folder, string what, string file)
    {
        IReadOnlyList<ModelFolder> models = List(folder);
        return models.Any(m => m.Card.Name == name) || models.Count == 0
            ? Find(name, folder)
            : throw new InputException($"no {what} '{name}' is here, and none of that name comes with this program; add its published file with: hybrid models add {file} --name {name}");
    }

    private static IReadOnlyList<(string Path, ModelFolder? Model, string? Problem)> Scan(string? folder)
    {
        if (Folder(folder) is not { } root || !Directory.Exists(root))
            return [];
        return [.. Directory.GetDirectories(root)
            .Where(d => File.Exists(Path.Combine(d, "model.json")))
            .Order(StringComparer.Ordinal)
            .Select(Read)];
    }

    private static (string Path, ModelFolder? Model, string? Problem) Read(string folder)
    {
        try
        {
            return (folder, new ModelFolder(folder, ModelCard.Read(Path.Combine(folder, "model.json"))), null);
        }
        catch (InputException e)
        {
            return (folder, null, e.Message);
        }
    }
}
