using Hybrid.Alignment;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Overlap;
using Hybrid.Tests.Support;
using Hybrid.Tests.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

/// <summary>That nothing costly is tried where nothing speaks for it, and that what cheap attempts can find they do find.</summary>
public class CostOfNoTests
{
    [Fact]
    public void Rich_images_without_support_are_given_up_before_anything_costly()
    {
        using ImagePair pair = LookalikeScenes.Unrelated(_ => { }, 11);
        Assert.DoesNotContain(Steps(pair), IsCostly);
    }

    [Fact]
    public void An_overlay_is_no_support_however_many_matches_it_has()
    {
        using ImagePair pair = LookalikeScenes.Unrelated(LookalikeScenes.Caption, 5);
        IReadOnlyList<string> steps = Steps(pair);
        Assert.DoesNotContain(steps, IsCostly);
        Assert.DoesNotContain(steps, s => s.EndsWith("+rematch", StringComparison.Ordinal));
    }

    [Fact]
    public void Few_keypoints_are_no_reason_to_give_up_where_a_network_sees_an_overlap()
    {
        using Mat faint = new(240, 320, MatType.CV_8UC3, Scalar.All(90)), other = faint.Clone();
        Cv2.Circle(faint, 100, 100, 40, Scalar.All(130), -1, LineTypes.AntiAlias);
        Cv2.Circle(other, 220, 130, 30, Scalar.All(140), -1, LineTypes.AntiAlias);
        using var pair = new ImagePair("faint", faint.Clone(), other.Clone());
        var finder = new SeesOverlap();
        IReadOnlyList<string> steps = Steps(pair, finder);
        Assert.Equal(1, finder.Asked);
        Assert.Contains("sift-fine", steps);
    }

    [Fact]
    public void A_strong_tilt_is_found_by_few_views()
    {
        using Mat scene = Scenes.Textured(640, 480, 21);
        var tilt = new Homography(0.34, 0.1, 60, -0.06, 0.95, 20, 0, 0, 1);
        Mat b = tilt.Inverse()!.Value.PullBack(scene, new Size(320, 520), out Mat seen, InterpolationFlags.Area);
        seen.Dispose();
        using var pair = new ImagePair("tilted", scene.Clone(), b);
        AlignmentResult result = new ClassicAligner(new ClassicOptions { Features = new FeatureOptions { MaxKeypoints = 60 } }, new AlignerSettings()).Align(pair);
        Assert.True(result.IsOk, result.Provenance[^1].Evidence);
        Assert.DoesNotContain(result.Provenance, s => IsCostly(s.Step));
        Assert.InRange(HomographyErrors.Corner(result.Homography!.Value, tilt, pair.A.Size()), 0, 3);
    }

    [Fact]
    public void A_flat_image_costs_no_network()
    {
        using var pair = new ImagePair("flat", new Mat(240, 320, MatType.CV_8UC3, Scalar.All(90)), Scenes.Textured(320, 240, 2));
        var aligner = new HybridAligner(
            new ClassicAligner(new ClassicOptions(), new AlignerSettings()),
            new Lazy<IAligner>(() => throw new InvalidOperationException("the network was loaded")),
            new Lazy<IRefiner>(() => throw new InvalidOperationException("the network was loaded")));
        AlignmentResult result = aligner.Align(pair);
        Assert.False(result.IsOk);
        Assert.Equal(["contrast"], result.Provenance.Select(s => s.Step));
    }

    [Fact]
    public void One_homography_refused_thrice_with_many_matches_is_refused_for_good()
    {
        using ImagePair pair = LookalikeScenes.Unrelated(_ => { }, 1);
        Candidate refused = Refused(60, 0.2);
        Size a = pair.A.Size();
        Assert.True(AttemptSupport.IsRefusedAgain([refused, refused, refused], a));
        Assert.False(AttemptSupport.IsRefusedAgain([refused, refused], a));
        Assert.False(AttemptSupport.IsRefusedAgain([refused, refused, Refused(60, 0.6)], a));
        Assert.False(AttemptSupport.IsRefusedAgain([refused, refused, Refused(20, 0.2)], a));
        Assert.False(AttemptSupport.IsRefusedAgain([refused, refused, Refused(60, 0.2, shift: 40)], a));
    }

    private static Candidate Refused(int inliers, double confidence, double shift = 0) => new(
        new RobustModel(Homography.Translation(shift, 0), [.. Enumerable.Range(0, inliers).Select(i => new PointMatch(new Point2d(i, i), new Point2d(i + shift, i), 1))]),
        new Hybrid.Verification.AlignmentVerdict(confidence, ReasonCode.PhotometricDisagreement, null, ""), inliers, "attempt", CandidateSource.ClassicalFeatures);

    private static bool IsCostly(string step) => step is "sift-fine" or "akaze" or "direct" || step.StartsWith("affine-coarse", StringComparison.Ordinal) || step.StartsWith("affine-full", StringComparison.Ordinal);

    private static IReadOnlyList<string> Steps(ImagePair pair, IOverlapFinder? finder = null)
    {
        var hope = new Lazy<IOverlapFinder>(() => finder ?? throw new InvalidOperationException("a network was asked"));
        using var escalation = new ClassicEscalation(pair, new ClassicOptions { Hope = hope }, new AlignerSettings(), default);
        escalation.Run();
        return [.. escalation.Steps.Select(s => s.Step)];
    }

    private sealed class SeesOverlap : IOverlapFinder
    {
        public int Asked { get; private set; }

        public string Name => "made up";

        public OverlapResult Find(ImagePair pair, CancellationToken cancellationToken = default)
        {
            Asked++;
            return new OverlapResult(new Mat(pair.A.Size(), MatType.CV_8UC1, Scalar.All(255)), new Mat(pair.B.Size(), MatType.CV_8UC1, Scalar.All(255)), 0.9)
            {
                Status = ResultStatus.Ok,
                Reason = ReasonCode.None,
                MethodRequested = Name,
                MethodUsed = Name,
            };
        }
    }
}
