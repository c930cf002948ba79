using Hybrid.Alignment;
using Hybrid.Core;
using Hybrid.Geometry;
using Hybrid.Tests.Support;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Verification;

public class LayoutTests
{
    public static TheoryData<string> Layouts => ["form", "staves"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void One_layout_with_different_content_is_not_aligned(string layout)
    {
        for (int seed = 2; seed <= 4; seed++)
        {
            AlignmentVerdict verdict = Verify(Page(layout, seed), Page(layout, seed + 50));
            Assert.False(verdict.IsOk, verdict.Text);
            Assert.True(verdict.Extent < 0.8, $"{verdict.Confidence} {verdict.Evidence!.Everywhere!.Layout} {verdict.Text}");
        }
    }

    [Fact]
    public void Two_forms_are_said_to_share_their_layout()
    {
        AlignmentVerdict verdict = Verify(Page("form", 2), Page("form", 3));
        Assert.Equal(ReasonCode.LocalAgreement, verdict.Reason);
        Assert.Contains("one layout", verdict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void One_page_scanned_twice_is_aligned(string layout)
    {
        for (int seed = 2; seed <= 4; seed++)
        {
            AlignmentVerdict verdict = Verify(Page(layout, seed), Page(layout, seed, noise: 100));
            Assert.True(verdict.IsOk, verdict.Text);
        }
    }

    [Fact]
    public void A_form_in_which_one_line_was_added_is_aligned()
    {
        Mat signed = LayoutScenes.Form(2);
        Cv2.PutText(signed, "J. Harrow, 3 May", new Point(250, 340), HersheyFonts.HersheyScriptComplex, 0.8, Scalar.All(40), 1, LineTypes.AntiAlias);
        AlignmentVerdict verdict = Verify(LayoutScenes.Sensed(LayoutScenes.Form(2), 1), LayoutScenes.Sensed(signed, 2));
        Assert.True(verdict.IsOk, verdict.Text);
    }

    [Fact]
    public void People_who_pass_a_camera_that_stands_still_are_no_content_of_a_layout()
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            using Mat scene = Scenes.Textured(LookalikeScenes.Width, LookalikeScenes.Height, seed);
            using var pair = new ImagePair(
                "passed by", LayoutScenes.Sensed(LayoutScenes.PassedBy(scene, seed), 1), LayoutScenes.Sensed(LayoutScenes.PassedBy(scene, seed + 20), 2));
            AlignmentResult alignment = AlignerCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings()).Align(pair);
            Assert.True(alignment.IsOk, alignment.Provenance[^1].Evidence);
            Assert.DoesNotContain("one layout", alignment.Provenance[^1].Evidence, StringComparison.Ordinal);
        }
    }

    private static Mat Page(string layout, int seed, int noise = 0) =>
        LayoutScenes.Sensed(layout == "form" ? LayoutScenes.Form(seed) : LayoutScenes.Staves(seed), seed + noise);

    private static AlignmentVerdict Verify(Mat a, Mat b)
    {
        using var pair = new ImagePair("layout", a, b);
        return AlignmentVerifier.Verify(pair, Homography.Translation(0.3, -0.2));
    }
}
