using Hybrid.Neural;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Brings models into the folder of models.</summary>
internal static class ModelInstaller
{
    private const string Card = "model.json";

    /// <summary>Copies a model whose files agree with its card, whole or not at all.</summary>
    /// <param name="source">Folder with the card and the files that it names.</param>
    /// <exception cref="InputException">It is no model, a file does not agree with the card, or a model of that name is there already.</exception>
    public static ModelFolder Add(string source)
    {
        string card = Path.Combine(source, Card);
        if (!File.Exists(card))
            throw new InputException($"'{source}' holds no {Card}; name the folder of a model");
        var model = new ModelFolder(source, ModelCard.Read(card));
        if (model.Card.Name.Length == 0 || model.Card.Name != Path.GetFileName(model.Card.Name) || model.Card.Name.StartsWith('.'))
            throw new InputException($"the name '{model.Card.Name}' on the card cannot be a folder's; correct {card}");
        if (model.Check() is [string problem, ..])
            throw new InputException(problem);
        string root = ModelStore.Folder() ?? throw new InputException($"there is no folder of models yet; set {ModelStore.FolderVariable} to one");
        string target = Path.Combine(root, model.Card.Name);
        if (Directory.Exists(target))
            throw new InputException($"a model '{model.Card.Name}' is in {target} already; remove it first");
        Copy(model, target);
        return model with { Path = target };
    }

    private static void Copy(ModelFolder model, string target)
    {
        string staging = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(staging);
            foreach (string name in (string[])[Card, .. model.Card.Files.Select(f => f.Name)])
                File.Copy(Path.Combine(model.Path, name), Path.Combine(staging, name));
            Directory.Move(staging, target);
        }
        catch
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            throw;
        }
    }
}
