using Hybrid.Alignment;
using Hybrid.Classical;
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
        Assert.False(Align("classic:escalate=none", pair).IsOk);
        AlignmentResult with = Align("classic", pair);
        Assert.True(with.IsOk, with.Provenance[^1].Evidence);
        Assert.True(CornerError(with, tilt, 480, 360) < 4, $"{CornerError(with, tilt, 480, 360):F2} px");
        ProvenanceStep decisive = Assert.Single(with.Provenance, s => s.Outcome == StepOutcome.Accepted);
        Assert.StartsWith("affine-", decisive.Step, StringComparison.Ordinal);
        Assert.Equal("sift+magsac", with.Provenance[0].Step);
        Assert.Equal(StepOutcome.Rejected, with.Provenance[0].Outcome);
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
    public void Threads_change_no_bit_of_the_result_and_no_word_of_its_history()
    {
        // Needs every attempt up to the simulated views, so that all of the classical path is compared.
        var tilt = new Homography(0.28, 0.02, 60, -0.03, 1.0, 10, -2e-4, 1e-4, 1);
        using ImagePair pair = Pair(tilt, 480, 360);
        AlignmentResult one = Align("classic", pair, new AlignerSettings { Seed = 3, Threads = 1 });
        AlignmentResult three = Align("classic", pair, new AlignerSettings { Seed = 3, Threads = 3 });
        Assert.NotNull(one.Homography);
        Assert.Equal(one.Homography, three.Homography);
        Assert.Equal(one.Inliers, three.Inliers);
        Assert.Equal(one.Provenance.Select(History), three.Provenance.Select(History));
    }

    [Fact]
    public void The_seed_orders_what_the_estimator_samples_and_the_same_one_gives_the_same_bits()
    {
        var random = new Random(5);
        PointMatch[] matches = [.. Enumerable.Range(0, 300).Select(i => Noisy(random, outlier: i % 2 == 0))];
        Homography Estimate(int seed) => RobustHomography.Estimate(matches, new RobustOptions { Seed = seed, MaxIterations = 40 })!.Homography;
        Assert.Equal(Estimate(1), Estimate(1));
        Homography[] found = [.. Enumerable.Range(0, 8).Select(Estimate)];
        Assert.True(found.Distinct().Count() > 1);
        Assert.All(found, h => Assert.True(HomographyErrors.Corner(h, Mild, new Size(400, 300)) < 2));
    }

    [Theory]
    [InlineData("classic:features=akaze", "kaze")]
    [InlineData("classic:features=orb", "akaze")]
    public void The_step_of_other_features_is_named_after_what_it_runs(string spec, string other)
    {
        using var pair = new ImagePair("unrelated", Scenes.Textured(200, 150, 11), Scenes.Textured(200, 150, 12));
        AlignmentResult alignment = Align(spec, pair);
        Assert.Contains(alignment.Provenance, s => s.Step == other);
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

    private static AlignmentResult Align(string spec, ImagePair pair, AlignerSettings? settings = null) =>
        AlignerCatalogue.Create(MethodSpec.Parse(spec), settings ?? new AlignerSettings { Seed = 1 }).Align(pair);

    private static (string, StepOutcome, ReasonCode, string) History(ProvenanceStep step) => (step.Step, step.Outcome, step.Reason, step.Evidence);

    private static PointMatch Noisy(Random random, bool outlier)
    {
        var a = new Point2d(400 * random.NextDouble(), 300 * random.NextDouble());
        Point2d b = outlier ? new Point2d(400 * random.NextDouble(), 300 * random.NextDouble()) : Mild.Apply(a);
        return new PointMatch(a, new Point2d(b.X + random.NextDouble() - 0.5, b.Y + random.NextDouble() - 0.5), 0.5f);
    }

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
