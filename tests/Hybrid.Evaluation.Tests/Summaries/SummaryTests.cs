using System.Text.Json;
using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Summaries;

public class SummaryTests
{
    [Fact]
    public void The_json_keeps_the_contract_s_names()
    {
        using var folder = new TemporaryFolder();
        TinyRun.Execute(TinyRun.Dataset(folder), TinyRun.Settings("good,bad,throws"), folder["run"]);
        using var stream = new MemoryStream();
        SummaryWriter.WriteJson(stream, TinyRun.Summary(folder["run"]));
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement root = json.RootElement;
        Assert.Equal("data", root.GetProperty("dataset").GetString());
        Assert.Equal(12, root.GetProperty("n").GetInt32());
        JsonElement bad = root.GetProperty("methods").GetProperty("throws");
        Assert.Equal(12, bad.GetProperty("failures").GetInt32());
        foreach (string key in new[] { "n", "ms_median", "ms_p95", "peak_mb" })
            Assert.Equal(JsonValueKind.Number, bad.GetProperty(key).ValueKind);
        foreach (string key in new[] { "auc@1", "auc@3", "auc@5", "auc@10", "transfer_error_px" })
            Assert.Equal(JsonValueKind.Number, root.GetProperty("methods").GetProperty("good").GetProperty("metrics").GetProperty(key).ValueKind);
        Assert.Equal(12, root.GetProperty("tiers").EnumerateObject().Sum(t => t.Value.GetProperty("good").GetProperty("n").GetInt32()));
        JsonElement comparison = root.GetProperty("comparisons")[0];
        Assert.Equal(("bad", "good"), (comparison.GetProperty("a").GetString(), comparison.GetProperty("b").GetString()));
        Assert.Equal(2, comparison.GetProperty("ci95").GetArrayLength());
        foreach (string key in new[] { "n", "mean_delta", "p", "p_holm", "wins", "ties", "losses" })
            Assert.Equal(JsonValueKind.Number, comparison.GetProperty(key).ValueKind);
    }

    [Fact]
    public void Figures_are_means_over_the_seeds()
    {
        using var folder = new TemporaryFolder();
        var dataset = TinyRun.Dataset(folder);
        TinyRun.Execute(dataset, TinyRun.Settings("bad", seeds: 3), folder["three"]);
        MethodSummary three = TinyRun.Summary(folder["three"]).Methods[0].Value;
        double sum = 0;
        for (int seed = 0; seed < 3; seed++)
        {
            TinyRun.Execute(dataset, TinyRun.Settings("bad") with { Seed = seed }, folder[$"seed {seed}"]);
            sum += TinyRun.Summary(folder[$"seed {seed}"]).Methods[0].Value.Metrics["auc@3"];
        }
        Assert.Equal(sum / 3, three.Metrics["auc@3"], 1e-12);
        Assert.Equal(12, three.N);
        Assert.True(three.SeedDeviation["auc@3"] > 0);
    }

    [Fact]
    public void Runs_of_one_method_in_two_folders_are_compared_with_each_other()
    {
        using var folder = new TemporaryFolder();
        var dataset = TinyRun.Dataset(folder);
        TinyRun.Execute(dataset, TinyRun.Settings("bad"), folder["old"]);
        TinyRun.Execute(dataset, TinyRun.Settings("bad") with { Seed = 5 }, folder["new"]);
        RunSummary summary = TinyRun.Summary(folder["old"], folder["new"]);
        Assert.Equal(["bad@old", "bad@new"], summary.Methods.Select(m => m.Key));
        Assert.Equal(12, summary.Comparisons[0].N);
    }

    [Fact]
    public void A_gate_fails_when_its_condition_holds()
    {
        using var folder = new TemporaryFolder();
        TinyRun.Execute(TinyRun.Dataset(folder), TinyRun.Settings("good,bad"), folder["run"]);
        RunSummary summary = TinyRun.Summary(folder["run"]);
        Assert.True(RegressionGate.Parse("bad.auc@3 < good.auc@3 - 0.01").Evaluate(summary).Holds);
        Assert.False(RegressionGate.Parse("good.auc@3 < bad.auc@3 - 0.01").Evaluate(summary).Holds);
        Assert.True(RegressionGate.Parse("good.failures >= 0").Evaluate(summary).Holds);
        Assert.False(RegressionGate.Parse("'good'.failures > 0").Evaluate(summary).Holds);
        Assert.Contains("did you mean 'good'?", Assert.Throws<InputException>(() => RegressionGate.Parse("god.auc@3 < 1").Evaluate(summary)).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'auc@", Assert.Throws<InputException>(() => RegressionGate.Parse("good.auc@4 < 1").Evaluate(summary)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => RegressionGate.Parse("good.auc@3"));
        Assert.Throws<InputException>(() => RegressionGate.Parse("good.auc@3 < "));
    }

    [Fact]
    public void An_unknown_baseline_or_metric_is_refused_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        TinyRun.Execute(TinyRun.Dataset(folder, 2), TinyRun.Settings("good,bad"), folder["run"]);
        ResultTable table = ResultTable.Load([folder["run"]]);
        Assert.Contains("did you mean 'good'?", Assert.Throws<InputException>(() => SummaryBuilder.Build(table, [], new SummaryOptions { Baseline = "goood" })).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'epe_px'?", Assert.Throws<InputException>(() => SummaryBuilder.Build(table, [], new SummaryOptions { Metrics = ["epe_x"] })).Message, StringComparison.Ordinal);
        Assert.Contains("is not a run folder", Assert.Throws<InputException>(() => ResultTable.Load([folder["data"]])).Message, StringComparison.Ordinal);
    }
}
