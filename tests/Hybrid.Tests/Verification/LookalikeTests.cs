using Hybrid.Alignment;
using Hybrid.Core;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Verification;

public class LookalikeTests
{
    private static readonly Homography Shift = new(1.02, 0.03, -34, -0.02, 0.99, 27, 2e-5, -4e-5, 1);

    public static TheoryData<string> Overlays => ["caption", "watermark", "frame", "letterbox", "no-data"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Different_scenes_under_one_overlay_are_not_aligned(string overlay)
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            using ImagePair pair = LookalikeScenes.Unrelated(Drawn(overlay), seed);
            AlignmentResult alignment = Align("classic:escalate=moderate", pair);
            Assert.False(alignment.IsOk, alignment.Provenance[^1].Evidence);
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_place_of_an_overlay_is_no_evidence_for_the_scenes_behind_it(string overlay)
    {
        using ImagePair pair = LookalikeScenes.Unrelated(Drawn(overlay), 3);
        AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, Homography.Identity);
        Assert.False(verdict.IsOk, verdict.Text);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_scene_that_moved_behind_an_overlay_is_aligned_by_the_scene(string overlay)
    {
        using ImagePair pair = LookalikeScenes.Moved(Drawn(overlay), Shift, 4);
        AlignmentResult alignment = Align("classic", pair);
        Assert.True(alignment.IsOk, alignment.Provenance[^1].Evidence);
        double error = HomographyErrors.Corner(alignment.Homography!.Value, Shift, pair.A.Size());
        Assert.True(error < 2, $"{error:F2} px");
    }

    [Fact]
    public void A_caption_in_common_is_said_to_be_local()
    {
        using ImagePair pair = LookalikeScenes.Unrelated(LookalikeScenes.Caption, 5);
        AlignmentResult alignment = Align("classic:escalate=none", pair);
        Assert.False(alignment.IsOk);
        Assert.Equal(ReasonCode.LocalAgreement, alignment.Reason);
        Assert.InRange(alignment.Extent, 0.02, 0.5);
    }

    [Fact]
    public void Different_letters_under_one_letterhead_are_not_aligned()
    {
        using var pair = new ImagePair("letters", LookalikeScenes.Page(1), LookalikeScenes.Page(2));
        AlignmentResult alignment = Align("classic:escalate=moderate", pair);
        Assert.False(alignment.IsOk, alignment.Provenance[^1].Evidence);
    }

    [Fact]
    public void One_period_of_a_lattice_is_as_good_as_the_next()
    {
        using var pair = new ImagePair("bricks", LookalikeScenes.Bricks(1, 0, 0), LookalikeScenes.Bricks(2, 23, 11));
        AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, Homography.Translation(23, 11));
        Assert.False(verdict.IsOk, verdict.Text);
        Assert.Equal(ReasonCode.Ambiguous, verdict.Reason);
        Assert.Contains("shifted by", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_is_aligned()
    {
        using ImagePair scene = LookalikeScenes.Moved(_ => { }, Shift, 6);
        var negative = new Mat();
        Cv2.BitwiseNot(scene.B, negative);
        using var pair = new ImagePair("negative", scene.A.Clone(), negative);
        AlignmentResult alignment = Align("classic:escalate=moderate", pair);
        Assert.True(alignment.IsOk, alignment.Provenance[^1].Evidence);
        double error = HomographyErrors.Corner(alignment.Homography!.Value, Shift, pair.A.Size());
        Assert.True(error < 1, $"{error:F2} px");
    }

    [Theory]
    [InlineData(FlipMode.X)]
    [InlineData(FlipMode.Y)]
    public void An_image_that_was_only_flipped_is_refused_with_that_hint(FlipMode axis)
    {
        using ImagePair scenes = LookalikeScenes.Unrelated(_ => { }, 31);
        var flipped = new Mat();
        Cv2.Flip(scenes.A, flipped, axis);
        using var pair = new ImagePair("flipped", scenes.A.Clone(), flipped);
        AlignmentResult alignment = Align("classic", pair);
        Assert.False(alignment.IsOk);
        Assert.Equal(ReasonCode.MirrorImage, alignment.Reason);
    }

    [Fact]
    public void A_mirror_image_is_refused_with_that_hint()
    {
        using ImagePair scene = LookalikeScenes.Moved(_ => { }, Shift, 7);
        var mirrored = new Mat();
        Cv2.Flip(scene.B, mirrored, FlipMode.Y);
        using var pair = new ImagePair("mirror", scene.A.Clone(), mirrored);
        AlignmentResult alignment = Align("classic", pair);
        Assert.Equal(ResultStatus.Failed, alignment.Status);
        Assert.Equal(ReasonCode.MirrorImage, alignment.Reason);
        Assert.Contains("flip", alignment.Provenance[^1].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_camera_that_stood_still_is_no_overlay()
    {
        using ImagePair pair = LookalikeScenes.Moved(_ => { }, Homography.Identity, 8);
        AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, Homography.Identity);
        Assert.True(verdict.IsOk, verdict.Text);
        Assert.InRange(verdict.Extent, 0.9, 1);
    }

    private static Action<Mat> Drawn(string overlay) => overlay switch
    {
        "caption" => LookalikeScenes.Caption,
        "watermark" => LookalikeScenes.Watermark,
        "frame" => LookalikeScenes.Frame,
        "letterbox" => LookalikeScenes.Letterbox,
        _ => LookalikeScenes.NoData,
    };

    private static AlignmentResult Align(string spec, ImagePair pair) =>
        AlignerCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings()).Align(pair);
}
