using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Two images side by side with lines between corresponding points.</summary>
public static class MatchDrawing
{
    /// <summary>Draws matches, colours spread over the hues so that neighbouring lines can be told apart.</summary>
    /// <param name="a">Image A, drawn on the left.</param>
    /// <param name="b">Image B, drawn on the right.</param>
    /// <param name="matches">Points of A and of B in pixels.</param>
    /// <param name="limit">At most this many are drawn, evenly chosen.</param>
    /// <returns>CV_8UC3 as high as the higher image; owned by the caller.</returns>
    public static Mat Draw(Mat a, Mat b, IReadOnlyList<(Point2d A, Point2d B)> matches, int limit = 500)
    {
        ArgumentNullException.ThrowIfNull(matches);
        using Mat left = PixelFormat.ToBgr8(a);
        using Mat right = PixelFormat.ToBgr8(b);
        var canvas = new Mat(Math.Max(left.Height, right.Height), left.Width + right.Width, MatType.CV_8UC3, Scalar.All(0));
        using (Mat target = canvas[new Rect(0, 0, left.Width, left.Height)])
            left.CopyTo(target);
        using (Mat target = canvas[new Rect(left.Width, 0, right.Width, right.Height)])
            right.CopyTo(target);
        int drawn = Math.Min(limit, matches.Count);
        for (int i = 0; i < drawn; i++)
        {
            (Point2d pa, Point2d pb) = matches[(int)((long)i * matches.Count / drawn)];
            var from = new Point((int)Math.Round(pa.X), (int)Math.Round(pa.Y));
            var to = new Point((int)Math.Round(pb.X) + left.Width, (int)Math.Round(pb.Y));
            Scalar color = Hue(i * 0.381966);
            Cv2.Line(canvas, from, to, color, 1, LineTypes.AntiAlias);
            Cv2.Circle(canvas, from, 3, color, 1, LineTypes.AntiAlias);
            Cv2.Circle(canvas, to, 3, color, 1, LineTypes.AntiAlias);
        }
        return canvas;
    }

    // BGR of a saturated hue; turn counts whole circles.
    private static Scalar Hue(double turn)
    {
        double h = (turn - Math.Floor(turn)) * 6;
        return new Scalar(Channel(h, 2), Channel(h, 4), Channel(h, 0));

        static double Channel(double h, double shift)
        {
            double d = Math.Abs((h + shift) % 6 - 3);
            return 255 * Math.Clamp(d - 1, 0, 1);
        }
    }
}
