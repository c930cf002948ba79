using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Models;

/// <summary>The folder of models is named by the environment, so these run one after the other.</summary>
[CollectionDefinition(nameof(ModelsCommandTests), DisableParallelization = true)]
[Collection(nameof(ModelsCommandTests))]
public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("HYBRID_MODELS");

    public ModelsCommandTests()
    {
        Directory.CreateDirectory(_folder["models"]);
        Environment.SetEnvironmentVariable("HYBRID_MODELS", _folder["models"]);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HYBRID_MODELS", _before);
        _folder.Dispose();
    }

    [Fact]
    public void A_model_that_was_added_is_listed_and_agrees_with_its_card()
    {
        string source = WriteModel("small", "weights");
        Assert.Equal(0, CliRun.Of("models", "add", source).ExitCode);
        using JsonDocument list = JsonDocument.Parse(CliRun.Of("models", "list", "--json").Output);
        JsonElement model = Assert.Single(list.RootElement.GetProperty("models").EnumerateArray());
        Assert.Equal("small", model.GetProperty("name").GetString());
        Assert.Equal(0, CliRun.Of("models", "check").ExitCode);
        Assert.Contains("net.onnx", CliRun.Of("models", "info", "small").Output, StringComparison.Ordinal);
        Assert.Equal(["model.json", "net.onnx"], Directory.GetFiles(_folder["models/small"]).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("xfeat-sparse", "xfeat", "features")]
    [InlineData("lighterglue", "lighterglue", "matcher")]
    [InlineData("crestereo-init", "crestereo", "crestereo")]
    public void A_published_file_is_taken_in_by_its_signature(string file, string name, string task)
    {
        string export = Path.Combine(RepositoryRoot.Path, "tests", "Hybrid.Tests", "Neural", "Exports", file + ".onnx");
        ProcessRun run = CliRun.Of("models", "add", export);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{name} ({task})", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("models", "check", name).ExitCode);
        Assert.Equal(2, CliRun.Of("models", "add", export).ExitCode);
        Assert.Equal(0, CliRun.Of("models", "add", export, "--name", "mine").ExitCode);
    }

    [Fact]
    public void A_file_of_no_known_signature_is_refused_and_leaves_nothing()
    {
        string encoder = Path.Combine(RepositoryRoot.Path, "models", "cascade-s", "encoder.onnx");
        ProcessRun run = CliRun.Of("models", "add", encoder);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("image_a", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CliRun.Of("models", "add", _folder["nothing.onnx"]).ExitCode);
        File.WriteAllText(_folder["empty.onnx"], "");
        Assert.Equal(2, CliRun.Of("models", "add", _folder["empty.onnx"]).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["models"]));
    }

    [Fact]
    public void A_file_that_was_changed_fails_the_check()
    {
        Assert.Equal(0, CliRun.Of("models", "add", WriteModel("small", "weights")).ExitCode);
        File.WriteAllText(_folder["models/small/net.onnx"], "weightz");
        ProcessRun run = CliRun.Of("models", "check", "small");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("checksum", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_agree_with_its_card_is_not_added()
    {
        string source = WriteModel("small", "weights");
        File.WriteAllText(Path.Combine(source, "net.onnx"), "changed");
        ProcessRun run = CliRun.Of("models", "add", source);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("checksum", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["models"]));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData(".hidden")]
    public void A_card_cannot_name_a_folder_elsewhere(string name)
    {
        ProcessRun run = CliRun.Of("models", "add", WriteModel(name, "weights"));
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.ErrorLines);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["models"]));
    }

    [Theory]
    [InlineData("{\"name\": ")]
    [InlineData("{\"name\": null, \"task\": \"cascade\", \"files\": []}")]
    [InlineData("{\"name\": \"x\", \"task\": \"cascade\", \"files\": [null]}")]
    public void A_damaged_card_harms_nothing_but_its_own_model(string card)
    {
        Assert.Equal(0, CliRun.Of("models", "add", WriteModel("small", "weights")).ExitCode);
        Directory.CreateDirectory(_folder["models/broken"]);
        File.WriteAllText(_folder["models/broken/model.json"], card);
        ProcessRun list = CliRun.Of("models", "list");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("small", list.Output, StringComparison.Ordinal);
        Assert.Contains("broken", Assert.Single(list.ErrorLines), StringComparison.Ordinal);
        ProcessRun check = CliRun.Of("models", "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("broken: not ok", check.Output, StringComparison.Ordinal);
        Assert.Contains("small: ok", check.Output, StringComparison.Ordinal);
        ProcessRun doctor = CliRun.Of("doctor");
        Assert.Equal(0, doctor.ExitCode);
        Assert.Contains("damaged", doctor.Output, StringComparison.Ordinal);
        ProcessRun info = CliRun.Of("models", "info", "broken");
        Assert.Equal(2, info.ExitCode);
        Assert.Contains("get the model anew", Assert.Single(info.ErrorLines), StringComparison.Ordinal);
        (string a, string b) = PairFiles.WriteTo(_folder);
        Assert.Equal(0, CliRun.Of("align", a, b, "--method", "classic").ExitCode);
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../../weights.txt")]
    [InlineData("sub/net.onnx")]
    public void A_card_cannot_name_files_elsewhere(string file)
    {
        string source = WriteModel("small", "weights");
        File.WriteAllText(Path.Combine(source, "model.json"), File.ReadAllText(Path.Combine(source, "model.json")).Replace("net.onnx", file, StringComparison.Ordinal));
        ProcessRun run = CliRun.Of("models", "add", source);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("own folder", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["models"]));
    }

    [Fact]
    public void A_model_is_not_replaced_unasked()
    {
        string source = WriteModel("small", "weights");
        Assert.Equal(0, CliRun.Of("models", "add", source).ExitCode);
        ProcessRun run = CliRun.Of("models", "add", source);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("remove it first", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_bad_usage()
    {
        Assert.Equal(0, CliRun.Of("models", "add", WriteModel("small", "weights")).ExitCode);
        ProcessRun run = CliRun.Of("models", "info", "smal");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("did you mean 'small'?", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private string WriteModel(string name, string content)
    {
        string folder = _folder["source"];
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "net.onnx"), bytes);
        File.WriteAllText(Path.Combine(folder, "model.json"),
            $$"""
            {"name": "{{name}}", "task": "cascade", "version": "1", "files": [
              {"name": "net.onnx", "bytes": {{bytes.Length}}, "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}"}]}
            """);
        return folder;
    }
}
