using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class PlaneAgreementTests
{
    private static readonly Size Frame = new(160, 120);

    [Fact]
    public void A_flow_that_is_the_homography_s_own_is_a_plane()
    {
        PlaneAgreement agreement = PlaneAgreement.Of(Shifted(0, 0), Frame);
        Assert.True(agreement.IsPlane);
        Assert.Equal(1, agreement.Near);
        Assert.Equal(0, agreement.Elsewhere);
    }

    [Fact]
    public void Something_that_moved_on_its_own_is_no_plane()
    {
        PlaneAgreement agreement = PlaneAgreement.Of(Shifted(5, 32), Frame);
        Assert.False(agreement.IsPlane);
        Assert.InRange(agreement.Elsewhere, 0.15, 0.25);
    }

    [Fact]
    public void Flow_that_is_not_trusted_says_neither()
    {
        AlignmentResult alignment = Shifted(0, 0);
        alignment = alignment with { FlowConfidence = new ScalarMap(Frame.Width, Frame.Height) };
        PlaneAgreement agreement = PlaneAgreement.Of(alignment, Frame);
        Assert.False(agreement.IsPlane);
        Assert.Equal(0, agreement.Elsewhere);
    }

    [Fact]
    public void Without_a_flow_or_an_overlap_nothing_is_a_plane()
    {
        Assert.False(PlaneAgreement.Of(Shifted(0, 0) with { Flow = null }, Frame).IsPlane);
        Assert.False(PlaneAgreement.Of(Shifted(0, 0) with { Homography = Homography.Translation(1000, 0) }, Frame).IsPlane);
    }

    /// <summary>Identity, with a flow that is off by some pixels in the leftmost columns.</summary>
    private static AlignmentResult Shifted(float by, int columns)
    {
        var flow = new FlowField(Frame.Width, Frame.Height);
        var confidence = new ScalarMap(Frame.Width, Frame.Height);
        for (int y = 0; y < Frame.Height; y++)
        {
            for (int x = 0; x < columns; x++)
                flow.Row(y)[2 * x] = by;
        }
        confidence.Data.AsSpan().Fill(1);
        return new AlignmentResult
        {
            Status = ResultStatus.Ok,
            Reason = ReasonCode.Verified,
            MethodRequested = "control",
            MethodUsed = "control",
            Homography = Homography.Identity,
            Flow = flow,
            FlowConfidence = confidence,
        };
    }
}
