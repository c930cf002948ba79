using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Running;

/// <summary>Methods are asked about pairs of their own tasks.</summary>
public class TaskTests
{
    [Fact]
    public void Pairs_of_another_task_are_skipped_with_a_word_and_are_no_failures()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "data/stereo/s/left.png");
        Files.Image(folder, "data/stereo/s/right.png");
        Files.Gray16(folder, "data/stereo/s/disp_left_x256.png", 24, 16, (_, _) => 256);
        IPairDataset dataset = TinyRun.Dataset(folder, 2);
        RunSettings settings = TinyRun.Settings("good,masks");
        var runner = new EvaluationRunner(settings, (spec, s) => spec.Name == "masks" ? new Masks() : FakeMethod.Create(spec, s));
        Assert.Equal(["masks does no stereo: 1 pair not put to it"], runner.Skipped([dataset]).Select(s => s.ToString()));
        foreach (string shard in new[] { "1/2", "2/2" })
        {
            RunSettings part = settings with { Shard = Shard.Parse(shard) };
            using RunFolder run = RunFolder.Open(folder["run" + shard[0]], RunConfiguration.Of([dataset], part), part.Shard);
            new EvaluationRunner(part, (spec, s) => spec.Name == "masks" ? new Masks() : FakeMethod.Create(spec, s)).Run([dataset], run);
        }
        RunMerger.Merge([folder["run1"], folder["run2"]], folder["merged"]);
        RunSummary summary = TinyRun.Summary(folder["merged"]);
        Assert.Equal([3, 2], summary.Methods.Select(m => m.Value.N));
        Assert.Equal(0, summary.Methods[1].Value.Failures);
        Assert.DoesNotContain("transfer_error_px", summary.Methods[1].Value.Metrics.Keys);
    }

    [Fact]
    public void Methods_that_have_nothing_to_do_are_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        Files.Image(folder, "data/stereo/s/left.png");
        Files.Image(folder, "data/stereo/s/right.png");
        Files.Gray16(folder, "data/stereo/s/disp_left_x256.png", 24, 16, (_, _) => 256);
        IPairDataset dataset = DatasetLocator.Open(folder["data"]);
        RunSettings settings = TinyRun.Settings("masks");
        using RunFolder run = RunFolder.Open(folder["run"], RunConfiguration.Of([dataset], settings), settings.Shard);
        Assert.Contains("masks does no stereo", Assert.Throws<InputException>(() => new EvaluationRunner(settings, (_, _) => new Masks()).Run([dataset], run)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TaskKind.Restoration)]
    [InlineData(TaskKind.Overlap)]
    [InlineData(TaskKind.Stereo)]
    [InlineData(TaskKind.Alignment)]
    [InlineData(TaskKind.Stitching)]
    public void The_default_methods_of_a_task_do_it(TaskKind task)
    {
        foreach (string spec in DefaultMethods.Of(task).Where(s => s is "classic" or "control" or "blurred" or "overlap-classic"))
            Assert.NotNull(MethodFactory.Create(MethodSpec.Parse(spec), new AlignerSettings()).AnswerTo(task));
        Assert.Equal(task == TaskKind.Restoration, DefaultMethods.Of(task).Contains("deblur"));
    }

    private sealed class Masks : IPairMethod
    {
        public AnswerKind? AnswerTo(TaskKind task) => task == TaskKind.Stereo ? null : AnswerKind.Masks;

        public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
        {
            int n = request.Images.A.Width * request.Images.A.Height;
            return new OverlapPrediction("masks", [.. Enumerable.Repeat(true, n)], [.. Enumerable.Repeat(true, n)]);
        }
    }
}
