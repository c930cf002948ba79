using Hybrid.Alignment;
using Hybrid.Alignment.Fusion;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment.Fusion;

/// <summary>When fusion is asked for, and what it is worth.</summary>
public class FlowFusionTests
{
    private static readonly AlignerSettings Settings = new() { ModelFolder = Models.Folder, Threads = 1 };

    [Fact]
    public void A_plane_needs_no_network()
    {
        using Mat scene = Scenes.Textured(160, 120, 5);
        using var pair = new ImagePair("made up", scene.Clone(), scene.Clone());
        AlignmentResult start = Start(0);
        AlignmentResult result = Fusion(() => throw new InvalidOperationException("asked")).Apply(pair, start, default);
        ProvenanceStep last = result.Provenance[^1];
        Assert.Equal(("fusion", StepOutcome.Skipped, ReasonCode.NotNeeded), (last.Step, last.Outcome, last.Reason));
        Assert.Same(start.Flow, result.Flow);
    }

    [Fact]
    public void A_model_without_an_arbiter_leaves_the_flow_and_says_so()
    {
        using Mat scene = Scenes.Textured(160, 120, 5);
        using var pair = new ImagePair("made up", scene.Clone(), scene.Clone());
        AlignmentResult start = Start(9);
        AlignmentResult result = Fusion(() => null).Apply(pair, start, default);
        ProvenanceStep last = result.Provenance[^1];
        Assert.Equal(("fusion", StepOutcome.Skipped, ReasonCode.Unavailable), (last.Step, last.Outcome, last.Reason));
        Assert.Same(start.Flow, result.Flow);
    }

    [Fact]
    public void Two_planes_that_move_far_apart_are_better_with_it_on_any_number_of_threads()
    {
        using ImagePair pair = TwoPlanes(out Rect front);
        AlignmentResult without = Align(pair, "hybrid:fusion=off", 1), one = Align(pair, "hybrid", 1), three = Align(pair, "hybrid", 3);
        Assert.Equal(one.Flow!.Data, three.Flow!.Data);
        Assert.Equal(one.FlowConfidence!.Data, three.FlowConfidence!.Data);
        Assert.Equal(StepOutcome.Accepted, one.Provenance.Single(s => s.Step == "fusion").Outcome);
        Assert.DoesNotContain(without.Provenance, s => s.Step == "fusion");
        Assert.Equal(without.Homography, one.Homography);
        double before = Error(without.Flow!, front), after = Error(one.Flow!, front);
        Assert.True(after < 0.5 * before, $"{before:F2} px without, {after:F2} px with it");
    }

    private static FlowFusion Fusion(Func<FlowArbiter?> arbiter) =>
        new(new Lazy<IFlowNetwork>(() => throw new InvalidOperationException("asked")), new Lazy<FlowArbiter?>(arbiter), new NeuralOptions(), Settings);

    private static AlignmentResult Align(ImagePair pair, string spec, int threads) =>
        AlignerCatalogue.Create(MethodSpec.Parse(spec), Settings with { Threads = threads }).Align(pair);

    /// <summary>Identity, with a trusted flow of which a third is off by some pixels.</summary>
    private static AlignmentResult Start(float by)
    {
        var flow = new FlowField(160, 120);
        for (int i = 0; i < flow.Data.Length / 3; i += 2)
            flow.Data[i] = by;
        var confidence = new ScalarMap(160, 120);
        confidence.Data.AsSpan().Fill(1);
        return new AlignmentResult
        {
            Status = ResultStatus.Ok,
            Reason = ReasonCode.Verified,
            MethodRequested = "hybrid",
            MethodUsed = "hybrid",
            Homography = Homography.Identity,
            Confidence = 1,
            Flow = flow,
            FlowConfidence = confidence,
        };
    }

    /// <summary>A ground that moves by (6, 3), and a thing before it that moves by (−40, 24).</summary>
    private static ImagePair TwoPlanes(out Rect front)
    {
        front = new Rect(100, 48, 104, 88);
        using Mat ground = Scenes.Textured(336, 272, 21), thing = Scenes.Textured(front.Width, front.Height, 22);
        var size = new Size(256, 192);
        Mat a = ground[new Rect(new Point(40, 40), size)].Clone(), b = ground[new Rect(new Point(34, 37), size)].Clone();
        thing.CopyTo(a[front]);
        thing.CopyTo(b[front + new Point(-40, 24)]);
        return new ImagePair("two planes", a, b);
    }

    private static double Error(FlowField flow, Rect front)
    {
        double sum = 0;
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
                sum += (flow[x, y] - (front.Contains(x, y) ? new System.Numerics.Vector2(-40, 24) : new System.Numerics.Vector2(6, 3))).Length();
        }
        return sum / (flow.Width * flow.Height);
    }
}
