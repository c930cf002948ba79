using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

/// <summary>When <c>auto</c> asks the network, with everything around the decision made up.</summary>
public class HybridAlignerTests
{
    private const int Width = 320, Height = 240;

    [Fact]
    public void Images_that_agree_need_neither_flow_nor_network()
    {
        Asked asked = Run(confidence: 1, sameScene: true, moved: 0);
        Assert.Equal((0, 0), (asked.Screen, asked.Network));
    }

    [Fact]
    public void Where_cheap_flow_finds_a_plane_the_network_is_not_loaded()
    {
        Asked asked = Run(confidence: 1, sameScene: false, moved: 0);
        Assert.Equal((1, 0), (asked.Screen, asked.Network));
        ProvenanceStep last = asked.Result.Provenance[^1];
        Assert.Equal(("cascade", StepOutcome.Skipped, ReasonCode.NotNeeded), (last.Step, last.Outcome, last.Reason));
    }

    [Fact]
    public void Where_cheap_flow_finds_things_that_moved_the_network_is_asked()
    {
        Asked asked = Run(confidence: 1, sameScene: false, moved: 6);
        Assert.Equal((1, 1), (asked.Screen, asked.Network));
    }

    [Fact]
    public void An_unsure_start_goes_straight_to_the_network()
    {
        Asked asked = Run(confidence: 0.9, sameScene: false, moved: 0);
        Assert.Equal((0, 1), (asked.Screen, asked.Network));
    }

    private static Asked Run(double confidence, bool sameScene, float moved)
    {
        Mat a = Scenes.Textured(Width, Height, 3), b = sameScene ? a.Clone() : Scenes.Textured(Width, Height, 4);
        using var pair = new ImagePair("made up", a, b);
        var start = new AlignmentResult
        {
            Status = ResultStatus.Ok,
            Reason = ReasonCode.Verified,
            MethodRequested = "classic",
            MethodUsed = "classic",
            Homography = Homography.Identity,
            Confidence = confidence,
            Inliers = [.. Enumerable.Range(0, 200).Select(i => new PointMatch(new Point2d(i, i), new Point2d(i, i), 1))],
        };
        var flow = new FlowField(Width, Height);
        for (int i = 0; i < Width * Height / 5; i++)
            flow.Data[2 * i] = moved;
        var trust = new ScalarMap(Width, Height);
        trust.Data.AsSpan().Fill(1);
        var screen = new FakeRefiner(s => s with { Flow = flow, FlowConfidence = trust });
        var network = new FakeRefiner(s => s);
        var auto = new HybridAligner(
            new FakeAligner(start),
            new Lazy<IAligner>(() => new FakeAligner(start)),
            new Lazy<IRefiner>(() => network),
            screen);
        return new Asked(auto.Align(pair), screen.Calls, network.Calls);
    }

    private sealed record Asked(AlignmentResult Result, int Screen, int Network);

    private sealed class FakeAligner(AlignmentResult answer) : IAligner
    {
        public string Name => "fake";

        public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default) => answer;
    }

    private sealed class FakeRefiner(Func<AlignmentResult, AlignmentResult> change) : IRefiner
    {
        public int Calls { get; private set; }

        public string Name => "fake";

        public AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default)
        {
            Calls++;
            return change(start);
        }
    }
}
