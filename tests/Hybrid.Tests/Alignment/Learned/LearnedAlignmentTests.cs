using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment.Learned;

/// <summary>Whole methods on a photograph and what another sensor might have made of it, which SIFT cannot match.</summary>
public class LearnedAlignmentTests
{
    private static readonly Homography View = new(0.94, 0.08, 12, -0.06, 0.97, 20, 6e-5, -8e-5, 1);

    [Fact]
    public void Features_of_a_network_align_a_change_of_modality_that_sift_cannot()
    {
        using ImagePair pair = OtherSensor.Pair("viewpoint_posters", View);
        AlignmentResult classic = Align("classic:escalate=none", pair);
        Assert.False(classic.IsOk && Error(classic, View, pair) < 10, classic.Provenance[0].Evidence);

        AlignmentResult learned = Align("learned", pair);
        Assert.True(learned.IsOk, learned.Provenance[^1].Evidence);
        Assert.InRange(Error(learned, View, pair), 0, 3);
        Assert.Equal("learned", learned.MethodUsed);
        Assert.All(learned.Inliers, m => Assert.InRange(HomographyErrors.Transfer(learned.Homography!.Value, m), 0, 5));
    }

    [Fact]
    public void Auto_comes_to_them_right_after_the_first_attempt_and_says_what_found_what()
    {
        using ImagePair pair = OtherSensor.Pair("viewpoint_posters", View);
        AlignmentResult result = Align("auto", pair);
        Assert.True(result.IsOk, result.Provenance[^1].Evidence);
        Assert.InRange(Error(result, View, pair), 0, 3);
        Assert.StartsWith("sift", result.Provenance[0].Step, StringComparison.Ordinal);
        ProvenanceStep found = Assert.Single(result.Provenance, s => s.Step.StartsWith(DescriptorNetwork.DefaultModel, StringComparison.Ordinal));
        Assert.Equal(StepOutcome.Accepted, found.Outcome);
        Assert.Contains("inliers", found.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Provenance, s => s.Step is "sift-fine" or "akaze" or "affine-coarse");
        Assert.Contains(result.MethodUsed, (string[])["learned", "hybrid"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(0, 0.5)]
    public void A_turned_or_reduced_view_is_found_by_trying(int quarterTurns, double size)
    {
        using ImagePair upright = OtherSensor.Pair("viewpoint_posters", View);
        using var small = new Mat();
        Cv2.Resize(upright.B, small, new Size(upright.B.Width * size, upright.B.Height * size), 0, 0, InterpolationFlags.Area);
        var view = new Hybrid.Alignment.Learned.FeatureView(quarterTurns, false);
        Homography truth = view.TurnOf(small.Size()) * Homography.Resize(size, size) * View;
        using var pair = new ImagePair("turned", upright.A.Clone(), view.Turn(small));
        AlignmentResult learned = Align("learned", pair);
        Assert.True(learned.IsOk, string.Join('\n', learned.Provenance.Select(s => s.Evidence)));
        Assert.InRange(Error(learned, truth, pair), 0, 3);
        if (quarterTurns > 0)
            Assert.Contains($"turned by {360 - 90 * quarterTurns}°", learned.Provenance[^1].Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewpoint_posters", "rotation_litter")]
    [InlineData("overlap_books", "scale_aerial")]
    public void Unrelated_images_of_two_modalities_are_refused(string first, string second)
    {
        using ImagePair one = OtherSensor.Pair(first, View), other = OtherSensor.Pair(second, View);
        using var pair = new ImagePair("unrelated", one.A.Clone(), other.B.Clone());
        AlignmentResult learned = Align("learned", pair);
        Assert.False(learned.IsOk, learned.Provenance[^1].Evidence);
    }

    private static AlignmentResult Align(string method, ImagePair pair) => AlignerCatalogue
        .Create(MethodSpec.Parse(method), new AlignerSettings { Seed = 1, Threads = 1, ModelFolder = Models.Folder }).Align(pair);

    private static double Error(AlignmentResult result, in Homography truth, ImagePair pair) =>
        HomographyErrors.Corner(result.Homography!.Value, truth, pair.A.Size());
}
