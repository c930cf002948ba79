using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>The grid over A at whose points proposals are judged: every second pixel of every second row. Windows are in its cells.</summary>
internal static class FusionGrid
{
    /// <summary>Spacing in pixels of the frame.</summary>
    public const int Stride = 2;

    /// <summary>Points along a side.</summary>
    /// <param name="side">In pixels of the frame.</param>
    public static int Points(int side) => (side + Stride - 1) / Stride;

    /// <summary>A map's values at the points.</summary>
    public static ScalarMap Of(ScalarMap map)
    {
        var grid = new ScalarMap(Points(map.Width), Points(map.Height));
        Concurrency.For(0, grid.Height, j =>
        {
            Span<float> from = map.Row(j * Stride), to = grid.Row(j);
            for (int i = 0; i < to.Length; i++)
                to[i] = from[i * Stride];
        });
        return grid;
    }

    /// <summary>Mean over a square window.</summary>
    /// <param name="map">On the grid.</param>
    /// <param name="cells">Side of the window, odd.</param>
    public static ScalarMap Mean(ScalarMap map, int cells)
    {
        using Mat from = Mat.FromPixelData(map.Height, map.Width, MatType.CV_32FC1, map.Data);
        using var mean = new Mat();
        Cv2.Blur(from, mean, new Size(cells, cells), borderType: BorderTypes.Replicate);
        return ScalarMap.Of(mean);
    }
}
