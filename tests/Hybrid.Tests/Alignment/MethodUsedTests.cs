using Hybrid.Alignment;
using Hybrid.Alignment.Learned;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

/// <summary>Who is named as the method whose answer it is, for every method in the same way.</summary>
public class MethodUsedTests
{
    [Theory]
    [InlineData("control", StepOutcome.Accepted, "control")]
    [InlineData("control", StepOutcome.Rejected, "classic")]
    [InlineData("hybrid", StepOutcome.Accepted, "hybrid")]
    [InlineData("hybrid", StepOutcome.Rejected, "classic")]
    [InlineData("auto", StepOutcome.Accepted, "hybrid")]
    [InlineData("auto", StepOutcome.Rejected, "classic")]
    public void A_rejected_refinement_leaves_the_name_of_its_start_though_its_flow_is_kept(string method, StepOutcome outcome, string expected)
    {
        AlignmentResult result = Align(method, outcome);
        Assert.Equal(expected, result.MethodUsed);
        Assert.Equal(method, result.MethodRequested);
        Assert.NotNull(result.Flow);
    }

    [Fact]
    public void The_network_alone_is_named_where_there_was_no_start()
    {
        var hybrid = new HybridAligner(
            new FakeAligner(Result("classic") with { Status = ResultStatus.Failed }), new Lazy<IAligner>(() => new FakeAligner(Result("neural"))),
            new Lazy<IRefiner>(() => new FakeRefiner(StepOutcome.Accepted)));
        Assert.Equal("neural", Align(hybrid).MethodUsed);
    }

    [Fact]
    public void Matches_of_a_source_of_its_own_are_named_learned()
    {
        var aligner = new ClassicAligner(new ClassicOptions { Start = StartKind.Learned, Learned = new LearnedStart(new Lazy<IFeatureSource>(() => new Grid()), null), Escalation = Escalation.None }, new AlignerSettings { Threads = 1 });
        AlignmentResult result = Align(aligner);
        Assert.Equal(("learned", "learned"), (result.MethodRequested, result.MethodUsed));
    }

    private static AlignmentResult Align(string method, StepOutcome outcome)
    {
        var start = new FakeAligner(Result("classic"));
        var refiner = new FakeRefiner(outcome);
        return Align(method switch
        {
            "control" => new RefinedAligner("control", start, refiner),
            "hybrid" => new HybridAligner(start, new Lazy<IAligner>(() => start), new Lazy<IRefiner>(() => refiner)),
            _ => new HybridAligner(start, new Lazy<IAligner>(() => start), new Lazy<IRefiner>(() => refiner), new FakeRefiner(StepOutcome.Rejected)),
        });
    }

    private static AlignmentResult Align(IAligner aligner)
    {
        using var pair = new ImagePair("blank", new Mat(60, 80, MatType.CV_8UC1, Scalar.All(50)), new Mat(60, 80, MatType.CV_8UC1, Scalar.All(90)));
        return aligner.Align(pair);
    }

    // Not sure enough for auto to leave the network out.
    private static AlignmentResult Result(string method) => new()
    {
        Status = ResultStatus.Ok,
        Reason = ReasonCode.Verified,
        MethodRequested = method,
        MethodUsed = method,
        Homography = Homography.Identity,
        Confidence = 0.9,
        Provenance = [new ProvenanceStep("sift", StepOutcome.Accepted, ReasonCode.Verified, "", 0)],
    };

    private sealed class FakeAligner(AlignmentResult answer) : IAligner
    {
        public string Name => answer.MethodRequested;

        public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default) => answer;
    }

    private sealed class FakeRefiner(StepOutcome outcome) : IRefiner
    {
        public string Name => "fake";

        public AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default)
        {
            bool accepted = outcome == StepOutcome.Accepted;
            return start with
            {
                Homography = accepted ? Homography.Translation(1, 0) : start.Homography,
                Flow = new FlowField(80, 60),
                Provenance = [.. start.Provenance, new ProvenanceStep(Name, outcome, accepted ? ReasonCode.Verified : ReasonCode.NoImprovement, "", 0)],
            };
        }
    }

    private sealed class Grid : IFeatureSource
    {
        public string Name => "grid";

        public int LongSide => 0;

        public float LeastCosine => -1;

        public bool HasViews => false;

        public FeatureView First(Size a) => FeatureView.Upright;

        public LearnedFeatures Extract(Mat gray, FeatureView view, IReadOnlyList<Point2d>? known = null)
        {
            Point2d[] places = [.. Enumerable.Range(0, 100).Select(i => new Point2d(3 + 7 * (i % 10), 3 + 5 * (i / 10)))];
            var descriptors = new float[100 * 100];
            for (int i = 0; i < 100; i++)
                descriptors[i * 101] = 1;
            return new LearnedFeatures(gray.Size(), places, descriptors, 100);
        }
    }
}
