using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

public class ClassicStereoTests
{
    [Fact]
    public void A_box_before_a_wall_is_found_with_every_pixel_answered()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult result = Classic().Match(pair);
        Assert.True(result.IsOk);
        Assert.Equal(1, result.Fill);
        Assert.InRange(StereoScene.Bad(result.Disparity!, StereoScene.Truth(), 1), 0, 0.06);
        Assert.Empty(result.Findings);
        Assert.InRange(result.Range.Max, 18, 40);
    }

    [Fact]
    public void The_left_margin_is_answered_although_the_right_image_does_not_show_it()
    {
        using ImagePair pair = StereoScene.Pair();
        ScalarMap disparity = Classic().Match(pair).Disparity!;
        for (int y = 0; y < StereoScene.Height; y += 10)
            Assert.InRange(disparity[1, y], 4.5, 7.5);
    }

    [Fact]
    public void Behind_an_occlusion_the_farther_surface_goes_on()
    {
        using ImagePair pair = StereoScene.Pair();
        ScalarMap disparity = Classic().Match(pair).Disparity!;
        // Left of the box, the wall that the right camera does not see.
        for (int x = 80; x < 87; x++)
            Assert.InRange(disparity[x, 80], 4.5, 7.5);
    }

    [Fact]
    public void Without_filling_what_is_hidden_stays_unknown()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult result = Classic("classic:fill=off").Match(pair);
        Assert.InRange(result.Fill, 0.7, 0.98);
        Assert.True(float.IsNaN(result.Disparity![84, 80]));
    }

    [Fact]
    public void Negative_disparities_of_converging_cameras_are_found()
    {
        using ImagePair pair = StereoScene.Pair(wall: -7, box: 9);
        StereoResult result = Classic().Match(pair);
        Assert.True(result.IsOk);
        Assert.InRange(StereoScene.Bad(result.Disparity!, StereoScene.Truth(-7, 9), 1), 0, 0.08);
    }

    [Fact]
    public void What_is_confident_is_right_more_often_than_what_is_not()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult result = Classic().Match(pair);
        ScalarMap truth = StereoScene.Truth();
        int[] pixels = [.. Enumerable.Range(0, truth.Data.Length)];
        double Bad(Func<float, bool> chosen)
        {
            int[] of = [.. pixels.Where(i => chosen(result.Confidence!.Data[i]))];
            return of.Length == 0 ? 0 : of.Average(i => Math.Abs(result.Disparity!.Data[i] - truth.Data[i]) <= 1 ? 0.0 : 1.0);
        }
        Assert.All(result.Confidence!.Data, c => Assert.InRange(c, 0, 1));
        Assert.True(Bad(c => c > 0.9) < 0.01);
        Assert.True(Bad(c => c < 0.6) > Bad(c => c > 0.9));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        using ImagePair pair = StereoScene.Pair();
        ScalarMap one = Classic(threads: 1).Match(pair).Disparity!, many = Classic(threads: 4).Match(pair).Disparity!;
        Assert.Equal(one.Data, many.Data);
    }

    [Theory]
    [InlineData("classic:block=4")]
    [InlineData("classic:paths=nine")]
    [InlineData("classic:min-disparity=10;max-disparity=5")]
    [InlineData("classic:colour=on")]
    [InlineData("clasic")]
    public void A_wrong_spec_is_refused(string spec) => Assert.Throws<InputException>(() => Classic(spec));

    [Fact]
    public void Pairs_of_different_sizes_are_refused()
    {
        using var pair = new ImagePair("sizes", new Mat(60, 80, MatType.CV_8UC1, Scalar.All(1)), new Mat(60, 81, MatType.CV_8UC1, Scalar.All(1)));
        Assert.Contains("80x60", Assert.Throws<InputException>(() => Classic().Match(pair)).Message, StringComparison.Ordinal);
    }

    private static IStereoMatcher Classic(string spec = "classic", int threads = 0) =>
        StereoCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings { Threads = threads });
}
