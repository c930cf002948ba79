using System.Numerics;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Maps from one image's frame into another image, computed on a coarse grid and linear between its nodes.</summary>
internal static class FrameMap
{
    private const int Step = 4;

    /// <summary>The nodes' places, row-major.</summary>
    public static Point2d[] Sample(Size size, Func<Point2d, Point2d> map)
    {
        int columns = Columns(size), rows = Rows(size);
        var places = new Point2d[columns * rows];
        for (int k = 0; k < places.Length; k++)
            places[k] = map(new Point2d(k % columns * Step, k / columns * Step));
        return places;
    }

    /// <summary>The places of all pixels, CV_32FC2; far away where a node of the cell has none.</summary>
    public static Mat Enlarge(Size size, Point2d[] places)
    {
        int columns = Columns(size);
        var map = new Mat(size, MatType.CV_32FC2);
        for (int y = 0; y < size.Height; y++)
        {
            Span<Vector2> row = Row(map, y);
            float fy = y % Step / (float)Step;
            for (int x = 0; x < size.Width; x++)
            {
                int k = y / Step * columns + x / Step;
                float fx = x % Step / (float)Step;
                Vector2 p = (1 - fy) * ((1 - fx) * At(k) + fx * At(k + 1)) + fy * ((1 - fx) * At(k + columns) + fx * At(k + columns + 1));
                row[x] = float.IsNaN(p.X + p.Y) ? new Vector2(-16_000) : Vector2.Clamp(p, new Vector2(-16_000), new Vector2(32_000));
            }
        }
        return map;

        Vector2 At(int k) => new((float)places[k].X, (float)places[k].Y);
    }

    /// <summary>Where the map points into an image.</summary>
    public static bool[] Inside(Mat map, Size image)
    {
        var inside = new bool[map.Width * map.Height];
        for (int y = 0, rows = map.Height; y < rows; y++)
        {
            Span<Vector2> row = Row(map, y);
            for (int x = 0; x < row.Length; x++)
                inside[y * map.Width + x] = row[x].X >= 0 && row[x].Y >= 0 && row[x].X <= image.Width - 1 && row[x].Y <= image.Height - 1;
        }
        return inside;
    }

    /// <summary>The image that the map points into, in the map's frame.</summary>
    public static Mat Draw(Mat image, Mat map)
    {
        var drawn = new Mat();
        using var none = new Mat();
        Cv2.Remap(image, drawn, map, none, InterpolationFlags.Linear, BorderTypes.Constant);
        return drawn;
    }

    private static unsafe Span<Vector2> Row(Mat map, int y) => MemoryMarshal.Cast<float, Vector2>(new Span<float>((void*)map.Ptr(y), 2 * map.Cols));

    private static int Columns(Size size) => (size.Width - 1) / Step + 2;

    private static int Rows(Size size) => (size.Height - 1) / Step + 2;
}
