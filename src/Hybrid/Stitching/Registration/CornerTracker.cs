using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>
/// Makes a pair's matches precise and even: corners of A are followed into B, which is first warped by the homography
/// found so far and given A's brightness, so that only small displacements are left.
/// </summary>
/// <remarks>Bouguet, Pyramidal Implementation of the Lucas Kanade Feature Tracker, Intel 2000.</remarks>
internal static class CornerTracker
{
    private const int Most = 600;
    private const double Quality = 0.002;
    private const int Apart = 10;
    private const int Window = 17;
    private const int Levels = 2;
    private const int Margin = 6;
    private const int Pad = 24;
    private const double CycleError = 0.5;

    /// <summary>Corners of an 8-bit grey image, spread over it (Shi and Tomasi, Good Features to Track, CVPR 1994).</summary>
    public static Point2f[] Find(Mat gray) => Cv2.GoodFeaturesToTrack(gray, Most, Quality, Apart, null!, 3, false, 0.04);

    /// <summary>Matches of the reduced views' pixels that come back to where they started within half a pixel.</summary>
    /// <param name="a">View A.</param>
    /// <param name="b">View B.</param>
    /// <param name="h">A to B in pixels of the reduced views, right to a few pixels.</param>
    public static PointMatch[] Track(View a, View b, in Homography h)
    {
        Homography map = h;
        Point2f[] corners = [.. a.Corners.Value.Where(c => Inside(map, c, b.Gray.Size()))];
        if (corners.Length == 0)
            return [];
        Rect box = Around(corners, a.Gray.Size());
        using Mat own = new(a.Gray, box);
        using Mat warped = Warp(b.Gray, own, h * Homography.Translation(box.X, box.Y));
        float[] start = [.. corners.SelectMany(c => new[] { c.X - box.X, c.Y - box.Y })];
        using Mat from = Mat.FromPixelData(corners.Length, 1, MatType.CV_32FC2, start), to = new(), back = new(), seen = new(), seenBack = new();
        var size = new Size(Window, Window);
        using var none = new Mat();
        Cv2.CalcOpticalFlowPyrLK(own, warped, from, to, seen, none, size, Levels);
        Cv2.CalcOpticalFlowPyrLK(warped, own, to, back, seenBack, none, size, Levels);
        var matches = new List<PointMatch>(corners.Length);
        for (int i = 0; i < corners.Length; i++)
        {
            if (seen.At<byte>(i, 0) == 0 || seenBack.At<byte>(i, 0) == 0)
                continue;
            Point2f p = to.At<Point2f>(i, 0), q = back.At<Point2f>(i, 0);
            double error = Math.Sqrt(Math.Pow(q.X - start[2 * i], 2) + Math.Pow(q.Y - start[2 * i + 1], 2));
            if (!(error < CycleError))
                continue;
            Point2d inB = h.Apply(new Point2d(p.X + box.X, p.Y + box.Y));
            if (inB.X >= 0 && inB.Y >= 0 && inB.X <= b.Gray.Width - 1 && inB.Y <= b.Gray.Height - 1)
                matches.Add(new PointMatch(new Point2d(corners[i].X, corners[i].Y), inB, (float)(1 - error)));
        }
        GC.KeepAlive(start);
        return [.. matches];
    }

    private static bool Inside(in Homography h, Point2f corner, Size size)
    {
        var p = new Point2d(corner.X, corner.Y);
        // A homography normalised by its last entry may count depth negatively.
        if (h.Depth(p) * h.Depth(new Point2d(0.5 * size.Width, 0.5 * size.Height)) <= 0)
            return false;
        Point2d q = h.Apply(p);
        return q.X >= Margin && q.Y >= Margin && q.X <= size.Width - 1 - Margin && q.Y <= size.Height - 1 - Margin;
    }

    private static Rect Around(Point2f[] corners, Size size)
    {
        int left = (int)corners.Min(c => c.X) - Pad, top = (int)corners.Min(c => c.Y) - Pad;
        int right = (int)corners.Max(c => c.X) + Pad + 1, bottom = (int)corners.Max(c => c.Y) + Pad + 1;
        return new Rect(left, top, right - left, bottom - top) & new Rect(0, 0, size.Width, size.Height);
    }

    /// <summary>B in the frame of a part of A, with the mean and the contrast that A has where B is seen.</summary>
    private static Mat Warp(Mat b, Mat own, in Homography toB)
    {
        double[] m = toB.ToRowMajor();
        using Mat matrix = Mat.FromPixelData(3, 3, MatType.CV_64FC1, m);
        var warped = new Mat();
        Cv2.WarpPerspective(b, warped, matrix, own.Size(), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        using Mat white = new(b.Size(), MatType.CV_8UC1, Scalar.All(255)), seen = new();
        Cv2.WarpPerspective(white, seen, matrix, own.Size(), InterpolationFlags.Nearest | InterpolationFlags.WarpInverseMap);
        GC.KeepAlive(m);
        Cv2.MeanStdDev(own, out Scalar mean, out Scalar deviation, seen);
        Cv2.MeanStdDev(warped, out Scalar meanB, out Scalar deviationB, seen);
        double contrast = deviationB.Val0 > 1 ? Math.Clamp(deviation.Val0 / deviationB.Val0, 0.25, 4) : 1;
        warped.ConvertTo(warped, MatType.CV_8U, contrast, mean.Val0 - contrast * meanB.Val0);
        return warped;
    }
}
