using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Statistics;
using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Summaries;

/// <summary>Unrelated pairs from their folder to the summary.</summary>
public class UnrelatedPairTests
{
    [Fact]
    public void An_answer_to_an_unrelated_pair_is_a_false_alarm_and_a_refusal_is_no_failure()
    {
        using var folder = new TemporaryFolder();
        RunSummary summary = Run(folder, "good,gives-up,throws", related: 8, unrelated: 4);
        var methods = summary.Methods.ToDictionary(m => m.Key, m => m.Value);
        Assert.Equal((12, 0.0, 1.0, 0.0), (methods["good"].N, methods["good"].Failures, methods["good"].Metrics["false_alarm"], methods["good"].Metrics["refusal"]));
        Assert.Equal((8.0, 0.0, 1.0), (methods["gives-up"].Failures, methods["gives-up"].Metrics["false_alarm"], methods["gives-up"].Metrics["refusal"]));
        Assert.Equal((8.0, 0.0), (methods["throws"].Failures, methods["throws"].Metrics["false_alarm"]));
        Assert.Equal(4 / 12.0, methods["good"].Metrics["wrong_answer"], 1e-12);
        Assert.Equal(1, methods["good"].Metrics["right_answer"]);
        // gives-up is 5 px off: right, had it stood by its answer.
        Assert.Equal(1, methods["gives-up"].Metrics["right_refused"]);
        Assert.Equal((4, 8), (methods["good"].Counts["false_alarm"], methods["good"].Counts["refusal"]));
        Assert.Contains(summary.Comparisons, c => c.Metric == "refusal" && c.N == 8);
    }

    [Fact]
    public void Confidence_is_judged_over_all_answers()
    {
        using var folder = new TemporaryFolder();
        RunSummary summary = Run(folder, "good", related: 8, unrelated: 4);
        // Every answer has a confidence of 0.5; 8 of 12 are right.
        ConfidenceSummary confidence = summary.Methods[0].Value.Confidence!;
        Assert.Equal(12, confidence.N);
        Assert.Equal(8 / 12.0 - 0.5, confidence.Ece, 1e-12);
        Assert.Equal((8.0, 4.0), (confidence.Curve[10].Right, confidence.Curve[10].Wrong));
        Assert.Equal((0.0, 0.0), (confidence.Curve[11].Right, confidence.Curve[11].Wrong));
        using var stream = new MemoryStream();
        SummaryWriter.WriteJson(stream, summary);
        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement written = json.RootElement.GetProperty("methods").GetProperty("good").GetProperty("confidence");
        Assert.Equal((10, 21), (written.GetProperty("bins").GetArrayLength(), written.GetProperty("curve").GetArrayLength()));
        Assert.Contains("all,good,false_alarm,1,4\n", SummaryWriter.Csv(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_are_grouped_by_the_tags_of_the_manifest()
    {
        using var folder = new TemporaryFolder();
        folder.Text("data/dataset.json", """{"pairs": [{"name": "unrelated/u_0", "tags": ["caption", "held-out"]}, {"name": "unrelated/u_1", "tags": ["lattice", null]}, null, {"name": "gone"}]}""");
        RunSummary summary = Run(folder, "good", related: 2, unrelated: 2);
        Assert.Equal(["caption", "held-out", "lattice"], summary.Tags.Select(t => t.Key));
        Assert.All(summary.Tags, t => Assert.Equal(1, t.Value[0].Value.N));
        folder.Text("data/dataset.json", """{"pairs": 3}""");
        Assert.Contains("dataset.json: is damaged", Assert.Throws<InputException>(() => DatasetLocator.Open(folder["data"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reliability_bins_hold_the_answers_of_their_range()
    {
        JudgedAnswer[] answers = [new(0, 0, 1), new(0.1, 1, 0), new(0.1000001, 1, 0), new(1, 1, 0), new(0.95, 0, 0), new(double.NaN, 1, 0)];
        ConfidenceSummary summary = ConfidenceSummary.Of(answers)!;
        Assert.Equal([2, 1, 0, 0, 0, 0, 0, 0, 0, 2], summary.Bins.Select(b => (int)b.N));
        Assert.Equal(0.5, summary.Bins[0].Accuracy);
        Assert.Equal((2 * (0.5 - 0.05) + 0.8999999 + 2 * (0.975 - 0.5)) / 5, summary.Ece, 1e-9);
        Assert.Equal((3.0, 1.0), (summary.Curve[0].Right, summary.Curve[0].Wrong));
        Assert.Equal((1.0, 0.0), (summary.Curve[20].Right, summary.Curve[20].Wrong));
        Assert.Null(ConfidenceSummary.Of([]));
        Assert.Equal(summary.Ece, ConfidenceSummary.Of([.. answers, .. answers], seeds: 2)!.Ece, 1e-12);
    }

    [Fact]
    public void Two_pairs_are_not_compared()
    {
        using var folder = new TemporaryFolder();
        RunSummary summary = Run(folder, "good,bad", related: 2, unrelated: 0);
        Assert.All(summary.Comparisons, c => Assert.True(double.IsNaN(c.P) && double.IsNaN(c.PHolm) && double.IsNaN(c.Ci95.Low)));
        Assert.All(summary.Verdicts, v => Assert.Contains("too few for a test", v, StringComparison.Ordinal));
    }

    private static RunSummary Run(TemporaryFolder folder, string methods, int related, int unrelated)
    {
        for (int i = 0; i < unrelated; i++)
        {
            Files.Image(folder, FormattableString.Invariant($"data/unrelated/u_{i}/1.png"), seed: i);
            Files.Image(folder, FormattableString.Invariant($"data/unrelated/u_{i}/2.png"), seed: i + 50);
        }
        IPairDataset dataset = TinyRun.Dataset(folder, related);
        Assert.Empty(DatasetCheck.ReadAll(dataset));
        TinyRun.Execute(dataset, TinyRun.Settings(methods), folder["run"]);
        return TinyRun.Summary(folder["run"]);
    }
}
