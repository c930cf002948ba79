using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyValidityTests
{
    [Fact]
    public void Real_homographies_are_valid()
    {
        foreach (Homography h in new[] { Graf12, Graf13, Graf16, Homography.Identity })
        {
            HomographyValidity validity = h.CheckValidity(Graf, Graf);
            Assert.True(validity.IsValid, validity.Evidence);
            Assert.Equal(ReasonCode.None, validity.Reason);
        }
        Assert.True(Boat16.CheckValidity(Boat, Boat).IsValid);
        Assert.True(Boat16.Inverse()!.Value.CheckValidity(Boat, Boat).IsValid);
    }

    [Fact]
    public void Moderate_views_are_valid_whatever_the_sign_of_the_matrix() => ForAllSeeds(r =>
    {
        Homography h = r.Projective(), negated = h * new Homography(-1, 0, 0, 0, -1, 0, 0, 0, -1);
        return h.CheckValidity(A, B).IsValid && negated.CheckValidity(A, B).IsValid;
    });

    public static TheoryData<string, Homography> Degenerate => new()
    {
        { "finite", new Homography(1, 0, double.NaN, 0, 1, 0, 0, 0, 1) },
        { "behind the camera", new Homography(1, 0, 0, 0, 1, 0, -0.004, 0, 1) },
        { "depth varies", new Homography(1, 0, 0, 0, 1, 0, -1 / 642.0, 0, 1) },
        { "mirrors", new Homography(-1, 0, 640, 0, 1, 0, 0, 0, 1) },
        { "mirrors or flattens", new Homography(1, 1, 0, 1, 1, 0, 0, 0, 1) },
        { "area ratio", new Homography(0.01, 0, 0, 0, 0.01, 0, 0, 0, 1) },
        { "area ratio", new Homography(100, 0, 0, 0, 100, 0, 0, 0, 1) },
        { "wide", new Homography(1, 0, 0, 0, 0.006, 0, 0, 0, 1) },
        { "tilt", new Homography(4, 0, 0, 0, 0.05, 0, 0, 0, 1) },
    };

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void Degenerate_maps_are_refused_with_evidence(string evidence, Homography h)
    {
        HomographyValidity validity = h.CheckValidity(A, B);
        Assert.False(validity.IsValid);
        Assert.Equal(ReasonCode.DegenerateGeometry, validity.Reason);
        Assert.Contains(evidence, validity.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_overlap_is_refused_where_overlap_is_asked_for()
    {
        Homography h = Homography.Translation(600, 0);
        Assert.True(h.CheckValidity(A, A).IsValid);
        Assert.Equal(ReasonCode.LowOverlap, h.CheckValidity(A, A, new HomographyLimits { MinOverlap = 0.2 }).Reason);
    }

    [Fact]
    public void A_horizon_outside_the_overlap_is_allowed_where_only_the_overlap_counts()
    {
        // Two thirds of the way to the horizon the image has left B.
        var h = new Homography(1, 0, 0, 0, 1, 0, -1 / 600.0, 0, 1);
        var frame = new Size(640, 480);
        Assert.False(h.CheckValidity(frame, frame).IsValid);
        HomographyValidity validity = h.CheckValidity(frame, frame, new HomographyLimits { Region = HomographyRegion.Overlap });
        Assert.True(validity.IsValid, validity.Evidence);
    }
}
