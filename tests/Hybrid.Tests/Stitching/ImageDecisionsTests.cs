using Hybrid.Core;
using Hybrid.Geometry;
using Hybrid.Stitching;

namespace Hybrid.Tests.Stitching;

public class ImageDecisionsTests
{
    private static readonly PairDecision Unlinked = new() { A = 0, B = 1, IsLinked = false, Reason = ReasonCode.TooFewInliers, Evidence = "support 0.80: spread 0.19" };

    [Theory]
    [InlineData(0, 0, "nothing alike")]
    [InlineData(9, 0, "9 places look alike")]
    [InlineData(30, 12, "12 places agree")]
    public void An_image_that_is_left_out_says_in_words_what_was_found_in_the_nearest_one(int matches, int inliers, string words)
    {
        ImageDecision[] decisions = [new("a.jpg", ImageOutcome.NoOverlap, ""), new("folder/b.jpg", ImageOutcome.NoOverlap, "")];
        ImageDecisions.Explain(decisions, [Unlinked with { MatchCount = matches, Inliers = new PointMatch[inliers], Homography = Homography.Identity }]);
        Assert.Contains("nearest is 'b.jpg', ", decisions[0].Reason, StringComparison.Ordinal);
        Assert.Contains(words, decisions[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("spread", decisions[0].Reason, StringComparison.Ordinal);
        Assert.NotEmpty(decisions[0].Advice);
    }
}
