using Hybrid.Alignment;
using Hybrid.Alignment.Fusion;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment.Fusion;

/// <summary>What the arbiter that is shipped makes of proposals.</summary>
public class FusedFlowTests
{
    private static readonly Size Frame = new(160, 120);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_proposal_that_is_right_everywhere_is_chosen_whatever_its_kind(int right)
    {
        using ImagePair pair = Moved(6, -4);
        FusedFlow fused = Fuse(pair, [.. Enumerable.Range(0, 4).Select(k => Proposal(k, k == right ? (6, -4) : (6 + 9 * (k + 1), -4 + 7 * (k - 1))))]);
        Assert.True(fused.Shares[right] > 0.95, $"chosen over {fused.Shares[right]:P0}");
        FusedFlow wrong = Fuse(pair, [.. Enumerable.Range(0, 4).Select(k => Proposal(k, (6 + 9 * (k + 1), -4 + 7 * (k - 1))))]);
        Assert.True(Mean(fused.Confidence) > 1.2 * Mean(wrong.Confidence), $"confident by {Mean(fused.Confidence):F2}, and by {Mean(wrong.Confidence):F2} where none is right");
    }

    [Fact]
    public void Proposals_that_are_alike_leave_the_flow_as_it_is()
    {
        using ImagePair pair = Moved(6, -4);
        FlowProposal[] alike = [.. Enumerable.Range(0, 4).Select(k => Proposal(k, (5.25f, -3.5f)))];
        FusedFlow fused = Fuse(pair, alike);
        Assert.Equal(alike[0].Flow.Data, fused.Flow.Data);
        Assert.Equal(1, fused.Shares.Sum(), 9);
    }

    [Fact]
    public void Each_surface_takes_the_proposal_that_is_right_there()
    {
        using ImagePair pair = Moved(3, 0, (-8, 5), new Rect(40, 30, 70, 60));
        FlowProposal[] proposals = [Proposal(0, (3, 0)), Proposal(1, (-8, 5)), Proposal(2, (12, 12)), Proposal(3, (0, -9))];
        FusedFlow fused = Fuse(pair, proposals);
        Assert.Equal(new System.Numerics.Vector2(-8, 5), fused.Flow[75, 60]);
        Assert.Equal(new System.Numerics.Vector2(3, 0), fused.Flow[20, 100]);
        // A fifth of the frame moved on its own, and what it covers or leaves cannot be seen.
        Assert.InRange(fused.Shares[1], 0.12, 0.32);
        Assert.InRange(fused.Shares[0], 0.6, 0.88);
    }

    [Fact]
    public void A_proposal_is_never_chosen_where_it_says_nothing()
    {
        using ImagePair pair = Moved(6, -4);
        FlowProposal right = Proposal(0, (6, -4)), other = Proposal(1, (0, 0));
        for (int i = 0; i < right.Flow.Data.Length / 2; i++)
            right.Flow.Data[i] = float.NaN;
        FusedFlow fused = Fuse(pair, [right, other]);
        Assert.All(fused.Flow.Data, v => Assert.True(float.IsFinite(v)));
    }

    private static FusedFlow Fuse(ImagePair pair, FlowProposal[] proposals)
    {
        using var arbiter = new FlowArbiter(Models.Cascade, 1);
        return FusedFlow.Of(pair, proposals, arbiter, 800);
    }

    /// <summary>The first three kinds are dense, with a middling confidence; the fourth is a plane.</summary>
    private static FlowProposal Proposal(int kind, (float X, float Y) by)
    {
        if (kind == (int)ProposalKind.Plane)
            return FlowProposal.OfPlane(ProposalKind.Plane, Homography.Translation(by.X, by.Y), 0.5, Frame);
        var flow = new FlowField(Frame.Width, Frame.Height);
        for (int i = 0; i < flow.Data.Length; i += 2)
            (flow.Data[i], flow.Data[i + 1]) = by;
        var confidence = new ScalarMap(Frame.Width, Frame.Height);
        confidence.Data.AsSpan().Fill(0.5f);
        return FlowProposal.Dense((ProposalKind)kind, flow, confidence);
    }

    /// <summary>A textured scene that moved by whole pixels, and a patch of it that moved on its own.</summary>
    private static ImagePair Moved(int x, int y, (int X, int Y) patch = default, Rect where = default)
    {
        using Mat scene = Scenes.Textured(Frame.Width + 80, Frame.Height + 80, 11);
        using Mat other = Scenes.Textured(Frame.Width, Frame.Height, 12);
        Mat a = scene[new Rect(new Point(40, 40), Frame)].Clone(), b = scene[new Rect(new Point(40 - x, 40 - y), Frame)].Clone();
        if (where.Width > 0)
        {
            using Mat thing = other[where];
            thing.CopyTo(a[where]);
            thing.CopyTo(b[where + new Point(patch.X, patch.Y)]);
        }
        return new ImagePair("made up", a, b);
    }

    private static double Mean(ScalarMap map) => map.Data.Average();
}
