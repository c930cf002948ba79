using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class RefinementTestTests
{
    private static readonly Homography Truth = new(0.95, 0.12, 14, -0.1, 1.02, 22, 1e-4, -5e-5, 1);

    [Fact]
    public void A_start_two_pixels_off_gives_way_to_the_truth()
    {
        RefinementDecision decision = Test(Homography.Translation(1.5, -1.3) * Truth, Truth, 1);
        Assert.True(decision.IsBetter, decision.Text);
        Assert.Equal(ReasonCode.Verified, decision.Reason);
    }

    [Fact]
    public void The_truth_does_not_give_way_to_what_is_two_pixels_off()
    {
        RefinementDecision decision = Test(Truth, Homography.Translation(1.5, -1.3) * Truth, 1);
        Assert.False(decision.IsBetter, decision.Text);
    }

    [Fact]
    public void A_change_smaller_than_the_scatter_of_the_flow_is_left_undone()
    {
        RefinementDecision decision = Test(Homography.Translation(0.3, 0.2) * Truth, Truth, 1, scatter: 0.5);
        Assert.False(decision.IsBetter, decision.Text);
        Assert.Equal(ReasonCode.NoImprovement, decision.Reason);
    }

    [Fact]
    public void The_same_change_counts_where_the_flow_lies_on_the_plane()
    {
        RefinementDecision decision = Test(Homography.Translation(0.3, 0.2) * Truth, Truth, 1, scatter: 0.05);
        Assert.True(decision.IsBetter, decision.Text);
    }

    [Fact]
    public void A_coarser_second_view_does_not_hide_an_improvement()
    {
        Homography coarse = Homography.Resize(0.45, 0.45) * Truth;
        RefinementDecision decision = Test(Homography.Translation(1.1, 0.9) * coarse, coarse, 0.45);
        Assert.True(decision.IsBetter, decision.Text);
    }

    [Fact]
    public void A_refinement_that_loses_the_matches_is_refused()
    {
        RefinementDecision decision = Test(Truth, Homography.Translation(9, 0) * Truth, 1);
        Assert.False(decision.IsBetter);
        Assert.Equal(ReasonCode.VerificationFailed, decision.Reason);
    }

    [Fact]
    public void Where_there_is_no_clear_plane_a_refinement_may_not_leave_matches_of_the_start_behind()
    {
        Homography before = Homography.Translation(1.5, -1.3) * Truth;
        Assert.True(Test(before, Truth, 1, scatter: 3).IsBetter);
        RefinementDecision decision = Test(before, Truth, 1, scatter: 3, leftBehind: 10);
        Assert.False(decision.IsBetter, decision.Text);
        Assert.Equal(ReasonCode.NoImprovement, decision.Reason);
        Assert.True(Test(before, Truth, 1, scatter: 0.5, leftBehind: 10).IsBetter);
        // Beyond it, but with a flow that follows no plane.
        Assert.True(Test(before, Truth, 1, scatter: 1.2).IsBetter);
        Assert.False(Test(before, Truth, 1, scatter: 1.2, leftBehind: 10).IsBetter);
    }

    [Fact]
    public void A_negative_gives_way_to_the_truth_and_not_to_what_is_less_like_a_negative()
    {
        Homography off = Homography.Translation(1.5, -1.3) * Truth;
        RefinementDecision right = Test(off, Truth, 1, scatter: 0.1, negative: true), wrong = Test(Truth, off, 1, scatter: 0.1, negative: true);
        Assert.True(right.IsBetter, right.Text);
        Assert.False(wrong.IsBetter, wrong.Text);
    }

    // Every so many-th match (0: none) lies on another plane, which the start follows just within the threshold and the truth does not.
    private static RefinementDecision Test(Homography before, Homography after, double scale, double scatter = double.NaN, int leftBehind = 0, bool negative = false)
    {
        const int width = 400, height = 300;
        using Mat scene = Scenes.Textured(2 * width, 2 * height, 7);
        Homography sceneToA = Homography.Translation(-width / 2.0 + 0.31, -height / 2.0 - 0.17);
        Homography truth = scale < 1 ? Homography.Resize(scale, scale) * Truth : Truth;
        var size = new Size(width, height);
        Mat a = sceneToA.Inverse()!.Value.PullBack(scene, size, out Mat seenA);
        Mat b = (truth * sceneToA).Inverse()!.Value.PullBack(scene, new Size((int)(width * scale), (int)(height * scale)), out Mat seenB);
        seenA.Dispose();
        seenB.Dispose();
        if (negative)
            Cv2.BitwiseNot(b, b);
        using var pair = new ImagePair("tested", a, b);
        PointMatch[] inliers = [.. from y in Enumerable.Range(2, 10)
                                   from x in Enumerable.Range(2, 12)
                                   let p = new Point2d(x * 25, y * 25)
                                   let other = leftBehind > 0 && (12 * y + x) % leftBehind == 0
                                   select new PointMatch(p, other ? before.Apply(p) + new Point2d(3, -1.5) : truth.Apply(p), 1)];
        var start = new AlignmentResult { MethodRequested = "classic", MethodUsed = "classic", Status = ResultStatus.Ok, Reason = ReasonCode.Verified, Homography = before, Inliers = inliers };
        return RefinementTest.Compare(pair, start, before, after, scatter);
    }
}
