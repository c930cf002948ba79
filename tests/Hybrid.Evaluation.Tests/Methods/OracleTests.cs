using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;
using Hybrid.Geometry;
using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Methods;

/// <summary>Truth reaches those methods only that say they are oracles.</summary>
public class OracleTests
{
    public static TheoryData<GroundTruth> EveryTruth => new(
        new HomographyTruth(Homography.Identity, []), new PointsTruth([], Planar: true), new SharpTruth { Kernel = new BlurKernel(1, 1, [1.0]) },
        new OverlapTruth([], []), new ImageSetTruth(["1.png", "2.png"], []), new NoTruth());

    [Theory]
    [MemberData(nameof(EveryTruth))]
    public void A_method_that_is_no_oracle_sees_no_truth(GroundTruth truth)
    {
        using ImagePair images = Pair();
        foreach (TaskKind task in Enum.GetValues<TaskKind>())
        {
            using var plain = PredictionRequest.For(new Spy(), new LabelledPair(images, truth), task);
            using var told = PredictionRequest.For(new Oracle(), new LabelledPair(images, truth), task);
            Assert.Null(plain.Truth);
            Assert.Same(truth, told.Truth);
        }
    }

    [Fact]
    public void The_sharp_image_of_a_pair_to_restore_is_truth_too()
    {
        using ImagePair images = Pair();
        var pair = new LabelledPair(images, new SharpTruth());
        using (var plain = PredictionRequest.For(new Spy(), pair, TaskKind.Restoration))
        {
            Assert.Equal(0, Cv2.Norm(plain.Images.A, images.A, NormTypes.INF));
            Assert.Equal(0, Cv2.Norm(plain.Images.B, images.A, NormTypes.INF));
        }
        using var told = PredictionRequest.For(new Oracle(), pair, TaskKind.Restoration);
        Assert.Equal(9, told.Images.B.At<byte>(0, 0));
        Assert.Equal(5, images.A.At<byte>(0, 0));
    }

    [Fact]
    public void A_run_asks_every_method_by_such_a_request()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 2);
        RunSettings settings = TinyRun.Settings("plain,told");
        var spies = new Dictionary<string, Spy>();
        using RunFolder run = RunFolder.Open(folder["run"], RunConfiguration.Of([dataset], settings), settings.Shard);
        new EvaluationRunner(settings, (spec, _) => spies[spec.Name] = spec.Name == "told" ? new Oracle() : new Spy()).Run([dataset], run);
        Assert.All(spies["plain"].Seen, Assert.Null);
        Assert.All(spies["told"].Seen, t => Assert.IsType<HomographyTruth>(t));
        Assert.Equal((2, 2), (spies["plain"].Seen.Count, spies["told"].Seen.Count));
    }

    [Theory]
    [InlineData("classic", false)]
    [InlineData("overlap-classic", false)]
    [InlineData("blurred", false)]
    [InlineData("wiener", true)]
    [InlineData("richardson-lucy", true)]
    public void Only_methods_that_must_know_the_blur_are_oracles(string spec, bool oracle) =>
        Assert.Equal(oracle, MethodFactory.Create(MethodSpec.Parse(spec), new AlignerSettings()) is IOracle);

    private static ImagePair Pair() => new("p", new Mat(4, 6, MatType.CV_8UC1, Scalar.All(5)), new Mat(4, 6, MatType.CV_8UC1, Scalar.All(9)));

    private class Spy : IPairMethod
    {
        private readonly Lock _gate = new();

        public List<GroundTruth?> Seen { get; } = [];

        public AnswerKind? AnswerTo(TaskKind task) => AnswerKind.Motion;

        public Prediction Predict(PredictionRequest request, CancellationToken cancellationToken)
        {
            lock (_gate)
                Seen.Add(request.Truth);
            return new FailedPrediction("spy", AnswerKind.Motion, "none", "");
        }
    }

    private sealed class Oracle : Spy, IOracle;
}
