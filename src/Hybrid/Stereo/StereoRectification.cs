using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Two homographies after which partners share a row.</summary>
/// <param name="Kind">How it was found: <c>rows</c>, <c>hartley</c> or <c>calibrated</c>.</param>
/// <param name="Left">Left image as given to the rectified one, pixels.</param>
/// <param name="Right">Right image as given to the rectified one, pixels.</param>
/// <param name="After">Vertical offsets of the matches after it.</param>
public sealed record StereoRectification(string Kind, Homography Left, Homography Right, RectificationMeasure After)
{
    /// <summary>An image in the rectified frame, of its own size; what lies outside repeats the border.</summary>
    /// <param name="image">Image as given.</param>
    /// <param name="h">Its homography.</param>
    public static Mat Apply(Mat image, in Homography h)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (h == Homography.Identity)
            return image.Clone();
        using Mat matrix = Mat.FromPixelData(3, 3, MatType.CV_64FC1, h.ToRowMajor());
        var result = new Mat();
        Cv2.WarpPerspective(image, result, matrix, image.Size(), InterpolationFlags.Cubic, BorderTypes.Replicate);
        return result;
    }

    /// <summary>Matches in the rectified frame.</summary>
    public PointMatch[] Apply(IReadOnlyList<PointMatch> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return [.. matches.Select(m => m with { A = Left.Apply(m.A), B = Right.Apply(m.B) })];
    }

    /// <summary>
    /// A disparity of the rectified frame for the pixels of the left image as given: x_left − x_right of the images as
    /// given, whatever the rows are; NaN where unknown or outside.
    /// </summary>
    /// <param name="rectified">Disparity of the rectified left image.</param>
    public ScalarMap DisparityAsGiven(ScalarMap rectified)
    {
        ArgumentNullException.ThrowIfNull(rectified);
        Homography back = Right.Inverse() ?? throw new InvalidOperationException("The right homography is singular.");
        return Map(rectified, (x, p, d) => (float)(x - back.Apply(new Point2d(p.X - d, p.Y)).X));
    }

    /// <summary>A map of the rectified left image for the pixels of the left image as given.</summary>
    public ScalarMap MapAsGiven(ScalarMap rectified) => Map(rectified, (_, _, value) => value);

    private ScalarMap Map(ScalarMap rectified, Func<int, Point2d, float, float> value)
    {
        var result = new ScalarMap(rectified.Width, rectified.Height);
        Homography left = Left;
        Concurrency.For(0, result.Height, y =>
        {
            for (int x = 0; x < result.Width; x++)
            {
                Point2d p = left.Apply(new Point2d(x, y));
                result[x, y] = value(x, p, Sample(rectified, p));
            }
        });
        return result;
    }

    // Between two surfaces there is nothing: neighbours are mixed only where they are of one.
    private static float Sample(ScalarMap map, Point2d p)
    {
        int nx = (int)Math.Round(p.X), ny = (int)Math.Round(p.Y);
        if (nx < 0 || ny < 0 || nx >= map.Width || ny >= map.Height)
            return float.NaN;
        float nearest = map[nx, ny], smooth = map.Sample((float)p.X, (float)p.Y);
        return MathF.Abs(smooth - nearest) <= 1 ? smooth : nearest;
    }
}
