using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Neural;

/// <summary>The sampler as an optimiser: known maps are found, light and occlusion do not matter, threads neither.</summary>
public class PhotometricRegistrationTests
{
    private static readonly Homography Truth = new(1.03, -0.04, 6, 0.03, 0.98, -4, 4e-5, -3e-5, 1);

    private static (Mat A, Mat B) Pair(Homography truth, double gain = 1, double bias = 0)
    {
        using Mat wide = Scenes.Textured(420, 340, 3);
        using Mat smooth = new();
        Cv2.GaussianBlur(wide, smooth, new Size(0, 0), 1.5);
        var a = smooth[new Rect(50, 50, 320, 240)].Clone();
        using Mat map = (Homography.Translation(50, 50) * truth.Inverse()!.Value).ToMat();
        using var moved = new Mat();
        Cv2.WarpPerspective(smooth, moved, map, new Size(320, 240), InterpolationFlags.Cubic | InterpolationFlags.WarpInverseMap, BorderTypes.Reflect101, Scalar.All(0));
        var b = new Mat();
        moved.ConvertTo(b, MatType.CV_8U, gain, bias);
        return (a, b);
    }

    private static double Error(in Homography h, in Homography truth) => HomographyErrors.Corner(h, truth, new Size(320, 240));

    [Fact]
    public void A_homography_is_found_from_pixels_away_under_other_light()
    {
        (Mat a, Mat b) = Pair(Truth, 0.7, 30);
        using (a)
        using (b)
        {
            PhotometricResult result = PhotometricRegistration.Register(a, b, Homography.Identity);
            Assert.True(Error(result.Homography, Truth) < 0.1, $"{Error(result.Homography, Truth)} px");
            Assert.True(result.Correlation > 0.98);
        }
    }

    [Fact]
    public void Something_in_front_of_the_plane_hardly_moves_the_answer()
    {
        (Mat a, Mat b) = Pair(Truth);
        using (a)
        using (b)
        {
            Cv2.Rectangle(b, new Rect(90, 60, 80, 70), Scalar.All(250), -1);
            PhotometricResult result = PhotometricRegistration.Register(a, b, Homography.Identity);
            Assert.True(Error(result.Homography, Truth) < 0.3, $"{Error(result.Homography, Truth)} px");
        }
    }

    [Theory]
    [InlineData(PhotometricMotion.Translation)]
    [InlineData(PhotometricMotion.Similarity)]
    [InlineData(PhotometricMotion.Affine)]
    public void A_smaller_family_finds_what_lies_in_it(PhotometricMotion motion)
    {
        Homography truth = motion switch
        {
            PhotometricMotion.Translation => Homography.Translation(5, -3),
            PhotometricMotion.Similarity => new(1.02, -0.03, 4, 0.03, 1.02, -6, 0, 0, 1),
            _ => new(1.02, -0.05, 4, 0.01, 0.97, 3, 0, 0, 1),
        };
        (Mat a, Mat b) = Pair(truth);
        using (a)
        using (b)
        {
            PhotometricResult result = PhotometricRegistration.Register(a, b, Homography.Identity, new PhotometricOptions { Motion = motion });
            Assert.True(Error(result.Homography, truth) < 0.1, $"{Error(result.Homography, truth)} px");
            Assert.Equal(0, result.Homography.M31, 1e-9);
        }
    }

    [Fact]
    public void Threads_do_not_change_the_answer()
    {
        (Mat a, Mat b) = Pair(Truth);
        using (a)
        using (b)
        {
            PhotometricResult one = PhotometricRegistration.Register(a, b, Homography.Identity, new PhotometricOptions { Threads = 1 });
            PhotometricResult two = PhotometricRegistration.Register(a, b, Homography.Identity, new PhotometricOptions { Threads = 3 });
            Assert.Equal(one, two);
        }
    }

    [Fact]
    public void A_blank_image_ends_without_a_number_that_is_not_one()
    {
        using var blank = new Mat(120, 160, MatType.CV_8UC1, Scalar.All(80));
        PhotometricResult result = PhotometricRegistration.Register(blank, blank, Homography.Identity);
        Assert.True(result.Homography.IsFinite);
        Assert.True(Error(result.Homography, Homography.Identity) < 1);
    }

    [Fact]
    public void A_spline_follows_a_bend_that_no_homography_does()
    {
        (Mat a, Mat unused) = Pair(Homography.Identity);
        unused.Dispose();
        var bend = new FlowField(320, 240);
        for (int y = 0; y < 240; y++)
        {
            for (int x = 0; x < 320; x++)
                bend[x, y] = new(4 * MathF.Sin(x * MathF.PI / 160), 3 * MathF.Sin(y * MathF.PI / 120));
        }
        using Mat b = Warp.Backward(a, bend, out Mat mask);
        mask.Dispose();
        using (a)
        {
            // b(x) = a(x + bend), so the flow from b to a is the bend.
            (FlowField flow, double before, double after) = PhotometricRegistration.RegisterSpline(b, a, Homography.Identity);
            Assert.True(after > before + 0.5 * (1 - before), $"{before} to {after}");
            double error = 0;
            for (int y = 40; y < 200; y++)
            {
                for (int x = 40; x < 280; x++)
                    error += (flow[x, y] - bend[x, y]).Length();
            }
            Assert.True(error / (160 * 240) < 1, $"{error / (160 * 240)} px");
        }
    }

    [Fact]
    public void The_refiner_is_tested_like_any_other_and_selectable_by_name()
    {
        (Mat a, Mat b) = Pair(Truth);
        using var pair = new ImagePair("pair", a, b);
        IAligner aligner = AlignerCatalogue.Create(MethodSpec.Parse("control:refiner=photometric"), new AlignerSettings { Threads = 2 });
        AlignmentResult alignment = aligner.Align(pair);
        Assert.True(alignment.IsOk);
        Assert.Contains(alignment.Provenance, s => s.Step == "photometric");
        Assert.True(Error(alignment.Homography!.Value, Truth) < 0.5);
    }
}
