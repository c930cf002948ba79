using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Neural;

namespace Hybrid.Cli.Models;

/// <summary><c>hybrid models</c>: the trained networks on this machine.</summary>
internal static class ModelsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() =>
        new Command("models", "Lists, checks and adds trained networks.")
        {
            List(), Info(), Check(), Add(),
        }.WithExamples(
            "hybrid models list                 what there is",
            "hybrid models check                compare every file with its card",
            "hybrid models add path/to/model    copy a model's folder here, after checking it",
            "hybrid models add xfeat.onnx       take in a published file: XFeat, LighterGlue, CREStereo",
            "hybrid align A B -o OUT --method learned:network=xfeat    and use it");

    private static Command List()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Lists the models.") { json };
        command.SetAction(result =>
        {
            IReadOnlyList<ModelFolder> models = ModelStore.List();
            TextWriter output = result.InvocationConfiguration.Output;
            foreach (DamagedModel damaged in ModelStore.Damaged())
                result.InvocationConfiguration.Error.WriteLine($"hybrid: warning: {damaged.Problem}");
            if (result.GetValue(json))
                ModelJson.PrintList(output, models);
            else
                PrintList(output, models);
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid models list");
    }

    private static Command Info()
    {
        var name = new Argument<string>("NAME") { Description = "The model." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("info", "Shows a model's card.") { name, json };
        command.SetAction(result =>
        {
            ModelFolder model = ModelStore.Find(result.GetValue(name)!);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                ModelJson.PrintInfo(output, model);
            else
                PrintInfo(output, model);
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid models info cascade-s");
    }

    private static Command Check()
    {
        var name = new Argument<string?>("NAME") { Description = "The model; all where none is named.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("check", "Compares the size and checksum of every file with the card.") { name, json };
        command.SetAction(result =>
        {
            IReadOnlyList<ModelFolder> models = result.GetValue(name) is { } one ? [ModelStore.Find(one)] : ModelStore.List();
            IReadOnlyList<DamagedModel> damaged = result.GetValue(name) is null ? ModelStore.Damaged() : [];
            (string Name, IReadOnlyList<string> Problems)[] checks =
                [.. models.Select(m => (m.Card.Name, m.Check())), .. damaged.Select(d => (d.Name, (IReadOnlyList<string>)[d.Problem]))];
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                ModelJson.PrintChecks(output, checks);
            else
                PrintChecks(output, checks);
            return checks.All(c => c.Problems.Count == 0) ? ExitCodes.Done : ExitCodes.NoResult;
        });
        return command.WithExamples("hybrid models check                all models; exit code 1: a file is missing or changed", "hybrid models check cascade-s");
    }

    private static Command Add()
    {
        var source = new Argument<string>("SOURCE") { Description = "A folder with model.json and the files that it names, or a published ONNX file." };
        var name = new Option<string?>("--name") { Description = "Name of the model, for a single file; by default xfeat, lighterglue or crestereo." };
        var command = new Command("add", "Takes a model into the folder of models, after checking it.") { source, name };
        command.SetAction(result =>
        {
            string path = result.GetValue(source)!;
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new InputException($"there is nothing at '{path}'; name a model's folder or an ONNX file");
            ModelFolder added = File.Exists(path) ? ModelInstaller.AddFile(path, result.GetValue(name)) : ModelInstaller.Add(path);
            result.InvocationConfiguration.Output.WriteLine($"{$"{added.Card.Name} {added.Card.Version}".TrimEnd()} ({added.Card.Task}) is in {added.Path}");
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid models add xfeat.onnx                 a published file, known by its inputs and outputs", "hybrid models add path/to/model            a folder with its card");
    }

    private static void PrintList(TextWriter output, IReadOnlyList<ModelFolder> models)
    {
        if (models.Count == 0)
            output.WriteLine($"no models are installed; set {ModelStore.FolderVariable} to their folder or add one with 'hybrid models add'");
        foreach (ModelFolder model in models)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{model.Card.Name,-16} {model.Card.Version,-14} {model.Card.Task,-10} {model.Card.Parameters / 1e6,6:0.00} M parameters, {Bytes(model) / 1e6:0.0} MB"));
        }
    }

    private static void PrintInfo(TextWriter output, ModelFolder model)
    {
        PrintList(output, [model]);
        output.WriteLine($"{model.Path}, {model.Card.Licence}, opset {model.Card.Opset.ToString(CultureInfo.InvariantCulture)}");
        foreach (ModelFile file in model.Card.Files)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file.Name,-24} {file.Bytes,10:N0} bytes  {file.Purpose}"));
    }

    private static void PrintChecks(TextWriter output, (string Name, IReadOnlyList<string> Problems)[] checks)
    {
        foreach ((string name, IReadOnlyList<string> problems) in checks)
        {
            output.WriteLine($"{name}: {(problems.Count == 0 ? "ok" : "not ok")}");
            foreach (string problem in problems)
                output.WriteLine($"  {problem}");
        }
    }

    private static long Bytes(ModelFolder model) => model.Card.Files.Sum(f => f.Bytes);
}
