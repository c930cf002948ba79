using System.Text.Json;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Evaluate;

/// <summary><c>evaluate</c>, <c>merge</c> and <c>compare</c> from end to end, on three pairs that the test writes.</summary>
public sealed class EvaluationTests : IDisposable
{
    private const int Pairs = 3;
    private readonly TemporaryFolder _folder = new();

    public EvaluationTests() => TinyDataset.Write(_folder, "tiny", Pairs);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_holds_every_file_of_the_contract_and_says_how_good_the_methods_are()
    {
        using JsonDocument json = Run("evaluate", _folder["tiny"], "--methods", "classic,control", "-o", _folder["run"], "--json");
        Assert.All(["run.json", "pairs.ndjson", "summary.json", "summary.csv", "report.html"], f => Assert.True(File.Exists(_folder[$"run/{f}"]), f));
        Assert.Equal(2 * Pairs, File.ReadAllLines(_folder["run/pairs.ndjson"]).Length);
        Assert.Equal(Pairs, json.RootElement.GetProperty("n").GetInt32());
        foreach (string method in (string[])["classic", "control"])
        {
            JsonElement m = json.RootElement.GetProperty("methods").GetProperty(method);
            Assert.Equal(Pairs, m.GetProperty("n").GetInt32());
            Assert.Equal(0, m.GetProperty("failures").GetInt32());
            Assert.InRange(m.GetProperty("metrics").GetProperty("auc@3").GetDouble(), 0.7, 1);
        }

        // Nothing is left to do, and what was measured stays.
        string before = File.ReadAllText(_folder["run/pairs.ndjson"]);
        Run("evaluate", _folder["tiny"], "--methods", "classic,control", "-o", _folder["run"], "--json").Dispose();
        Assert.Equal(before, File.ReadAllText(_folder["run/pairs.ndjson"]));
    }

    [Fact]
    public void A_method_is_added_to_a_run_that_has_another()
    {
        Run("evaluate", _folder["tiny"], "--methods", "classic:features=orb", "-o", _folder["run"], "--json").Dispose();
        ProcessRun more = CliRun.Of("evaluate", _folder["tiny"], "--methods", "classic:features=orb;ratio=0.7", "-o", _folder["run"], "--baseline", "classic:features=orb", "--json");
        Assert.True(more.ExitCode == 0, more.Error);
        Assert.Contains("has classic:features=orb; added: classic:features=orb;ratio=0.7", more.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(more.Output);
        Assert.Equal(2, json.RootElement.GetProperty("methods").EnumerateObject().Count());
        Assert.Equal(2 * Pairs, File.ReadAllLines(_folder["run/pairs.ndjson"]).Length);
        // Without a method named, those of the folder are continued.
        using JsonDocument same = Run("evaluate", _folder["tiny"], "-o", _folder["run"], "--json");
        Assert.Equal(2, same.RootElement.GetProperty("methods").EnumerateObject().Count());
    }

    [Fact]
    public void Parts_merge_into_what_one_run_gives_and_missing_ones_are_told()
    {
        Run("evaluate", _folder["tiny"], "--methods", "classic", "-o", _folder["whole"], "--json").Dispose();
        foreach (int part in (int[])[1, 2])
            Run("evaluate", _folder["tiny"], "--methods", "classic", "--shard", $"{part}/2", "-o", _folder[$"part{part}"], "--json").Dispose();
        ProcessRun partial = CliRun.Of("merge", _folder["part1"], "-o", _folder["half"]);
        Assert.Equal(2, partial.ExitCode);
        Assert.Single(partial.ErrorLines);
        using JsonDocument merged = Run("merge", _folder["part1"], _folder["part2"], "-o", _folder["merged"], "--json");
        using JsonDocument whole = JsonDocument.Parse(File.ReadAllBytes(_folder["whole/summary.json"]));
        Assert.Equal(Metrics(whole, "classic"), Metrics(merged, "classic"));
    }

    [Fact]
    public void A_comparison_names_its_baseline_and_a_gate_decides_the_exit_code()
    {
        Run("evaluate", _folder["tiny"], "--methods", "classic,control", "-o", _folder["run"], "--json").Dispose();
        using JsonDocument json = Run("compare", _folder["run"], "--baseline", "classic", "--json");
        Assert.All(json.RootElement.GetProperty("comparisons").EnumerateArray(), c =>
            Assert.Contains("classic", (string?[])[c.GetProperty("a").GetString(), c.GetProperty("b").GetString()]));
        Assert.NotEmpty(json.RootElement.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(1, CliRun.Of("compare", _folder["run"], "--fail-if", "control.auc@3 < classic.auc@3 + 0.9").ExitCode);
        Assert.Equal(0, CliRun.Of("compare", _folder["run"], "--fail-if", "control.auc@3 < classic.auc@3 - 0.9").ExitCode);
        Assert.Equal(2, CliRun.Of("compare", _folder["run"], "--baseline", "nobody").ExitCode);
    }

    private static JsonDocument Run(params string[] args)
    {
        ProcessRun run = CliRun.Of(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static Dictionary<string, double> Metrics(JsonDocument summary, string method) =>
        summary.RootElement.GetProperty("methods").GetProperty(method).GetProperty("metrics").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
}
