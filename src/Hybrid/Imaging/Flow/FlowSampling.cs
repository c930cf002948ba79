using System.Numerics;

namespace Hybrid.Imaging;

/// <summary>Values of dense maps between pixel centres.</summary>
public static class FlowSampling
{
    /// <summary>
    /// The bilinear displacement at (x, y); unknown (NaN) outside the rectangle of pixel centres and where a neighbour
    /// that has weight is unknown.
    /// </summary>
    /// <param name="flow">The field.</param>
    /// <param name="x">Column in pixels, 0 at the first centre.</param>
    /// <param name="y">Row in pixels.</param>
    public static Vector2 Sample(this FlowField flow, float x, float y)
    {
        if (!Cell.TryFind(x, y, flow.Width, flow.Height, out Cell c))
            return new Vector2(float.NaN);
        // A neighbour of weight zero may be unknown without harm, and 0 * NaN would spoil the sum.
        Vector2 top = Mix(flow[c.X0, c.Y0], flow[c.X1, c.Y0], c.Fx);
        return c.Fy == 0 ? top : Mix(top, Mix(flow[c.X0, c.Y1], flow[c.X1, c.Y1], c.Fx), c.Fy);
    }

    /// <summary>The bilinear displacement at the point of the rectangle of pixel centres nearest to (x, y).</summary>
    /// <param name="flow">The field.</param>
    /// <param name="x">Column in pixels.</param>
    /// <param name="y">Row in pixels.</param>
    public static Vector2 SampleClamped(this FlowField flow, double x, double y) =>
        flow.Sample((float)Math.Clamp(x, 0, flow.Width - 1), (float)Math.Clamp(y, 0, flow.Height - 1));

    /// <summary>The bilinear value at (x, y); NaN outside and where a neighbour that has weight is unknown.</summary>
    /// <param name="map">The map.</param>
    /// <param name="x">Column in pixels, 0 at the first centre.</param>
    /// <param name="y">Row in pixels.</param>
    public static float Sample(this ScalarMap map, float x, float y)
    {
        if (!Cell.TryFind(x, y, map.Width, map.Height, out Cell c))
            return float.NaN;
        float top = Mix(map[c.X0, c.Y0], map[c.X1, c.Y0], c.Fx);
        return c.Fy == 0 ? top : Mix(top, Mix(map[c.X0, c.Y1], map[c.X1, c.Y1], c.Fx), c.Fy);
    }

    private static Vector2 Mix(Vector2 a, Vector2 b, float f) => f == 0 ? a : a + (b - a) * f;

    private static float Mix(float a, float b, float f) => f == 0 ? a : a + (b - a) * f;

    private readonly record struct Cell(int X0, int Y0, int X1, int Y1, float Fx, float Fy)
    {
        internal static bool TryFind(float x, float y, int width, int height, out Cell cell)
        {
            // Negated so that NaN is outside.
            if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1))
            {
                cell = default;
                return false;
            }
            int x0 = (int)x, y0 = (int)y;
            cell = new Cell(x0, y0, Math.Min(x0 + 1, width - 1), Math.Min(y0 + 1, height - 1), x - x0, y - y0);
            return true;
        }
    }
}
