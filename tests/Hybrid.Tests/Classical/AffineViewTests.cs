using Hybrid.Classical;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Classical;

public class AffineViewTests
{
    [Fact]
    public void Views_up_to_a_tilt_begin_with_the_frontal_one_and_stay_below_it()
    {
        IReadOnlyList<AffineView> views = AffineView.UpTo(4, Math.Sqrt(2));
        Assert.Equal(AffineView.Frontal, views[0]);
        Assert.All(views, v => Assert.InRange(v.Tilt, 1, 4.001));
        Assert.All(views, v => Assert.InRange(v.Rotation, 0, 180));
        Assert.Equal(views.Count, views.Distinct().Count());
    }

    [Theory]
    [InlineData(1.4142, 0)]
    [InlineData(2, 36)]
    [InlineData(2, 108)]
    [InlineData(2.83, 127)]
    public void Keypoints_of_a_view_come_back_to_where_the_image_has_them(double tilt, double rotation)
    {
        using Mat image = Scenes.Textured(400, 300, 4);
        using Mat tilted = Tilt(image, tilt, rotation, out Func<Point2d, Point2d> toImage);
        var options = new FeatureOptions { MaxKeypoints = 2000 };
        FeatureSet simulated = new AffineView(tilt, rotation).Extract(image, options);
        FeatureSet independent = FeatureExtractor.Extract(tilted, options);
        TentativeMatches matches = TentativeMatcher.Match(simulated, independent, new MatchOptions());
        double[] errors = [.. matches.Strong.Select(m =>
        {
            Point2d p = toImage(m.B);
            return Math.Sqrt((p.X - m.A.X) * (p.X - m.A.X) + (p.Y - m.A.Y) * (p.Y - m.A.Y));
        }).Order()];
        Assert.True(errors.Length > 30, $"{errors.Length} matches");
        Assert.True(errors[errors.Length / 2] < 0.5, $"median error {errors[errors.Length / 2]:F2} px");
    }

    // An independent rendering of the same view: one warp of the image smoothed in its own frame.
    private static Mat Tilt(Mat image, double tilt, double rotation, out Func<Point2d, Point2d> toImage)
    {
        (double sin, double cos) = Math.SinCos(rotation * Math.PI / 180);
        double cx = image.Width / 2.0, cy = image.Height / 2.0;
        const int size = 600;
        // view = diag(1/tilt, 1) R (image - centre) + size/2
        using var inverse = new Mat(2, 3, MatType.CV_64FC1);
        double[] rows =
        [
            tilt * cos, sin, cx - tilt * cos * size / 2 - sin * size / 2,
            -tilt * sin, cos, cy + tilt * sin * size / 2 - cos * size / 2,
        ];
        for (int i = 0; i < 6; i++)
            inverse.Set(i / 3, i % 3, rows[i]);
        toImage = p => new Point2d(rows[0] * p.X + rows[1] * p.Y + rows[2], rows[3] * p.X + rows[4] * p.Y + rows[5]);
        var view = new Mat();
        using var smooth = new Mat();
        Cv2.GaussianBlur(image, smooth, new Size(0, 0), 0.6 * tilt / 2);
        Cv2.WarpAffine(smooth, view, inverse, new Size(size, size), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        return view;
    }
}
