using System.Security.Cryptography;
using Hybrid.Neural;

namespace Hybrid.Cli.Models;

/// <summary>Brings models into the folder of models.</summary>
internal static class ModelInstaller
{
    private const string Card = "model.json";

    /// <summary>Takes in a single published ONNX file: its signature says what it is for, and a card is written for it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Name for the model; null means what its task is usually called.</param>
    /// <exception cref="InputException">It is missing, no ONNX model, of an unknown signature, or a model of that name is there already.</exception>
    public static ModelFolder AddFile(string file, string? name)
    {
        byte[] bytes = InputFile.ReadAllBytes(file);
        if (bytes.Length == 0)
            throw new InputException($"'{file}' is empty; get the file anew");
        string task = OnnxSignature.Recognise(file, bytes);
        name ??= task switch { FeatureNetwork.Task => "xfeat", MatchNetwork.Task => "lighterglue", _ => "crestereo" };
        if (name.Length == 0 || name != Path.GetFileName(name) || name.StartsWith('.'))
            throw new InputException($"'{name}' cannot be the name of a model; choose letters, digits and dashes");
        var card = new ModelCard
        {
            Name = name,
            Task = task,
            Files =
            [
                new ModelFile
                {
                    Name = "model.onnx",
                    Bytes = bytes.Length,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    Purpose = $"brought by the user as {Path.GetFileName(file)}",
                },
            ],
        };
        return Install(name, staging =>
        {
            File.WriteAllBytes(Path.Combine(staging, "model.onnx"), bytes);
            File.WriteAllBytes(Path.Combine(staging, Card), card.ToUtf8());
        }, card);
    }

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
        return Install(model.Card.Name, staging =>
        {
            foreach (string name in (string[])[Card, .. model.Card.Files.Select(f => f.Name)])
                File.Copy(Path.Combine(model.Path, name), Path.Combine(staging, name));
        }, model.Card);
    }

    private static ModelFolder Install(string name, Action<string> fill, ModelCard card)
    {
        string root = ModelStore.Folder() ?? throw new InputException($"there is no folder of models yet; set {ModelStore.FolderVariable} to one");
        string target = Path.Combine(root, name);
        if (Directory.Exists(target))
            throw new InputException($"a model '{name}' is in {target} already; remove it first or give another name");
        string staging = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(staging);
            fill(staging);
            Directory.Move(staging, target);
        }
        catch
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            throw;
        }
        return new ModelFolder(target, card);
    }
}
