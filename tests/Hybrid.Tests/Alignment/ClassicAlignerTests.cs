using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class ClassicAlignerTests
{
    private static readonly Homography Mild = new(0.95, 0.12, 14, -0.1, 1.02, 22, 1e-4, -5e-5, 1);

    [Theory]
    [InlineData("classic")]
    [InlineData("classic:features=orb")]
    [InlineData("classic:features=akaze")]
    [InlineData("classic:features=brisk")]
    [InlineData("classic:features=kaze")]
    [InlineData("classic:estimator=ransac")]
    [InlineData("classic:estimator=lmeds")]
    [InlineData("classic:estimator=rho")]
    [InlineData("classic:estimator=default")]
    [InlineData("classic:estimator=accurate")]
    [InlineData("classic:estimator=fast")]
    [InlineData("classic:search=flann")]
    [InlineData("control")]
    [InlineData("control:refiner=ecc")]
    public void A_mild_homography_is_recovered(string spec)
    {
        using ImagePair pair = Pair(Mild, 400, 300);
        AlignmentResult alignment = Align(spec, pair);
        Assert.True(alignment.IsOk, $"{alignment.Reason}: {alignment.Provenance[^1].Evidence}");
        Assert.True(CornerError(alignment, Mild, 400, 300) < 1.5, $"{CornerError(alignment, Mild, 400, 300):F2} px");
        Assert.InRange(alignment.Confidence, 0.5, 1);
        Assert.NotEmpty(alignment.Provenance);
    }

    [Fact]
    public void A_strong_tilt_is_reached_by_affine_simulation_and_the_provenance_says_so()
    {
        var tilt = new Homography(0.28, 0.02, 60, -0.03, 1.0, 10, -2e-4, 1e-4, 1);
        using ImagePair pair = Pair(tilt, 480, 360);
        AlignmentResult without = Align("classic:escalate=none", pair);
        AlignmentResult with = Align("classic", pair);
        Assert.True(with.IsOk, with.Provenance[^1].Evidence);
        Assert.True(CornerError(with, tilt, 480, 360) < 4, $"{CornerError(with, tilt, 480, 360):F2} px");
        Assert.True(with.Confidence >= without.Confidence);
    }

    [Fact]
    public void Unrelated_images_fail_with_a_reason()
    {
        using var pair = new ImagePair("unrelated", Scenes.Textured(320, 240, 11), Scenes.Textured(320, 240, 12));
        AlignmentResult alignment = Align("classic", pair);
        Assert.Equal(ResultStatus.Failed, alignment.Status);
        Assert.NotEqual(ReasonCode.None, alignment.Reason);
        Assert.NotEqual(ReasonCode.Verified, alignment.Reason);
        Assert.True(alignment.Provenance.Count > 1);
    }

    [Fact]
    public void Blank_images_fail_for_lack_of_keypoints()
    {
        using var pair = new ImagePair("blank", new Mat(100, 100, MatType.CV_8UC3, Scalar.All(40)), new Mat(100, 100, MatType.CV_8UC3, Scalar.All(90)));
        AlignmentResult alignment = Align("classic", pair);
        Assert.Equal(ResultStatus.Failed, alignment.Status);
        Assert.Equal(ReasonCode.TooFewKeypoints, alignment.Reason);
    }

    [Fact]
    public void Identical_images_give_the_identity()
    {
        using Mat image = Scenes.Textured(320, 240, 13);
        using var pair = new ImagePair("same", image.Clone(), image.Clone());
        AlignmentResult alignment = Align("classic", pair);
        Assert.True(alignment.IsOk);
        Assert.True(CornerError(alignment, Homography.Identity, 320, 240) < 1e-3);
        Assert.Equal(1, alignment.Overlap, 1e-6);
    }

    [Fact]
    public void Seed_and_threads_decide_nothing_but_time()
    {
        using ImagePair pair = Pair(Mild, 400, 300);
        IAligner one = AlignerCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings { Seed = 3, Threads = 1 });
        IAligner two = AlignerCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings { Seed = 3, Threads = 2 });
        Assert.Equal(one.Align(pair).Homography, two.Align(pair).Homography);
        Assert.Equal(one.Align(pair).Homography, one.Align(pair).Homography);
    }

    [Fact]
    public void Large_images_are_reduced_and_the_answer_is_in_their_own_pixels()
    {
        using ImagePair pair = Pair(Mild, 800, 600);
        AlignmentResult alignment = Align("classic:long-side=500", pair);
        Assert.True(alignment.IsOk);
        Assert.True(CornerError(alignment, Mild, 800, 600) < 3);
    }

    [Fact]
    public void Control_writes_a_dense_flow_that_agrees_with_the_homography_of_a_plane()
    {
        using ImagePair pair = Pair(Mild, 400, 300);
        AlignmentResult alignment = Align("control", pair);
        Assert.NotNull(alignment.Flow);
        Assert.NotNull(alignment.FlowConfidence);
        int good = 0, trusted = 0;
        for (int y = 0; y < 300; y += 5)
        {
            for (int x = 0; x < 400; x += 5)
            {
                if (alignment.FlowConfidence[x, y] < 0.8f)
                    continue;
                trusted++;
                Point2d p = Mild.Apply(new Point2d(x, y));
                var flow = alignment.Flow[x, y];
                if (Math.Abs(x + flow.X - p.X) < 1 && Math.Abs(y + flow.Y - p.Y) < 1)
                    good++;
            }
        }
        Assert.True(trusted > 2000, $"{trusted} trusted");
        Assert.True(good > 0.95 * trusted, $"{good} of {trusted}");
    }

    [Fact]
    public void A_cancelled_alignment_stops()
    {
        using ImagePair pair = Pair(Mild, 400, 300);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            AlignerCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings()).Align(pair, source.Token));
    }

    private static AlignmentResult Align(string spec, ImagePair pair) =>
        AlignerCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings { Seed = 1 }).Align(pair);

    // Both views are resampled from one larger scene, so that neither is a copy of the other.
    private static ImagePair Pair(Homography aToB, int width, int height)
    {
        using Mat scene = Scenes.Textured(2 * width, 2 * height, 7);
        Homography sceneToA = Homography.Translation(-width / 2.0 + 0.31, -height / 2.0 - 0.17);
        Mat a = Warp(scene, sceneToA, width, height), b = Warp(scene, aToB * sceneToA, width, height);
        return new ImagePair("synthetic", a, b);
    }

    private static Mat Warp(Mat scene, Homography h, int width, int height)
    {
        using Mat map = h.ToMat();
        var image = new Mat();
        Cv2.WarpPerspective(scene, image, map, new Size(width, height), InterpolationFlags.Area, BorderTypes.Reflect101);
        return image;
    }

    private static double CornerError(AlignmentResult alignment, Homography truth, int width, int height) =>
        HomographyErrors.Corner(alignment.Homography!.Value, truth, new Size(width, height));
}
