using Hybrid.Core;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Tests.Verification;

public class ModalityTests
{
    private static readonly Homography Shift = new(1.02, 0.03, -24, -0.02, 0.99, 17, 2e-5, -4e-5, 1);
    private static readonly Lazy<DescriptorNetwork?> Network = new(() => DescriptorNetwork.Shared(DescriptorNetwork.DefaultModel, Models.Folder, 1));

    [Fact]
    public void A_right_homography_between_two_modalities_passes_and_wrong_ones_do_not()
    {
        using ImagePair scene = LookalikeScenes.Moved(_ => { }, Shift, 21);
        using var pair = new ImagePair("modalities", scene.A.Clone(), Another(scene.B));
        AlignmentVerdict right = AlignmentVerifier.Verify(pair, Shift, Network);
        Assert.True(right.IsOk, right.Text);
        foreach (Homography wrong in new[] { Homography.Translation(40, 0) * Shift, Homography.Translation(-25, 30) * Shift, Homography.Identity })
        {
            AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, wrong, Network);
            Assert.False(verdict.IsOk, verdict.Text);
        }
    }

    [Fact]
    public void Different_scenes_of_two_modalities_do_not_pass()
    {
        using ImagePair scenes = LookalikeScenes.Unrelated(_ => { }, 22);
        using var pair = new ImagePair("modalities", scenes.A.Clone(), Another(scenes.B));
        AlignmentVerdict verdict = AlignmentVerifier.Verify(pair, Shift, Network);
        Assert.False(verdict.IsOk, verdict.Text);
    }

    /// <summary>Grey values by a curve that neither rises nor falls, out of focus.</summary>
    private static Mat Another(Mat gray)
    {
        var curve = new byte[256];
        for (int i = 0; i < 256; i++)
            curve[i] = (byte)(128 + 110 * Math.Sin(i / 60.0));
        using Mat table = Mat.FromPixelData(1, 256, MatType.CV_8UC1, curve);
        var other = new Mat();
        Cv2.LUT(gray, table, other);
        Cv2.GaussianBlur(other, other, new Size(0, 0), 1.2);
        return other;
    }
}
