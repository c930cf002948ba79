using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Metrics;

public class OverlapMetricTests
{
    private const int Width = 20;
    private const int Height = 10;

    [Fact]
    public void Masks_are_scored_against_true_masks_or_those_of_a_homography()
    {
        bool[] left = Columns(0, 10), right = Columns(10, 20);
        foreach (GroundTruth truth in new GroundTruth[] { new OverlapTruth(left, right), new HomographyTruth(Homography.Translation(10, 0), []) })
        {
            MetricValues exact = Measure(new OverlapPrediction("m", left, right), truth);
            Assert.Equal(1, exact["overlap_iou"], 9);
            Assert.Equal(1, exact["overlap_boundary_f"], 9);
            Assert.Equal(1, exact["overlap_decision"], 9);
            MetricValues rough = Measure(new OverlapPrediction("m", Columns(0, 15), right), truth);
            Assert.Equal((10.0 / 15 + 1) / 2, rough["overlap_iou"], 9);
            Assert.Equal(0.5, rough["overlap_boundary_f"], 9);
        }
    }

    [Fact]
    public void Pairs_that_share_nothing_are_scored_by_the_decision_alone()
    {
        bool[] none = new bool[Width * Height];
        var truth = new OverlapTruth(none, none);
        MetricValues right = Measure(new OverlapPrediction("m", none, none, 0.1), truth), wrong = Measure(new OverlapPrediction("m", Columns(0, 1), none, 0.9), truth);
        Assert.Equal(1, right["overlap_decision"], 9);
        Assert.Equal(0, wrong["overlap_decision"], 9);
        Assert.DoesNotContain(right, v => v.Key == "overlap_iou");
    }

    [Fact]
    public void A_failure_costs_what_the_worst_answer_does()
    {
        MetricValues failed = Measure(new FailedPrediction("m", AnswerKind.Masks, "exception", ""), new OverlapTruth(Columns(0, 10), Columns(10, 20)));
        Assert.Equal(["overlap_boundary_f", "overlap_decision", "overlap_iou"], failed.Select(v => v.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_layout_is_read_and_a_mask_of_another_size_refused()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "good", "bad" })
        {
            Files.Image(folder, $"d/overlap/{name}/1.png", 20, 10);
            Files.Image(folder, $"d/overlap/{name}/2.png", 24, 10);
            Files.Gray8(folder, $"d/overlap/{name}/overlap_1.png", 20, 10, (x, _) => x >= 8 ? (byte)255 : (byte)0);
            Files.Gray8(folder, $"d/overlap/{name}/overlap_2.png", name == "good" ? 24 : 20, 10, (x, _) => x < 12 ? (byte)255 : (byte)0);
        }
        IPairDataset dataset = DatasetLocator.Open(folder["d"]);
        Assert.Equal(["overlap/bad", "overlap/good"], dataset.Pairs.Select(p => p.Name).Order(StringComparer.Ordinal));
        var truth = (OverlapTruth)dataset.Pairs.First(p => p.Name == "overlap/good").LoadTruth();
        Assert.Equal(120, truth.MaskA.Count(m => m));
        Assert.Equal(120, truth.MaskB.Count(m => m));
        DatasetProblem problem = Assert.Single(DatasetCheck.ReadAll(dataset));
        Assert.Contains("overlap_2.png", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overlap-classic")]
    [InlineData("overlap-classic:escalate=none")]
    public void Both_methods_are_created_by_name(string spec) =>
        Assert.IsType<OverlapMethod>(MethodFactory.Create(MethodSpec.Parse(spec), new AlignerSettings()));

    private static bool[] Columns(int from, int to) => [.. Enumerable.Range(0, Width * Height).Select(i => i % Width >= from && i % Width < to)];

    private static MetricValues Measure(Prediction prediction, GroundTruth truth)
    {
        var values = new MetricValues();
        using var images = new ImagePair("p", new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0)), new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0)));
        new OverlapMetrics().Measure(prediction, new LabelledPair(images, truth), values);
        return values;
    }
}
