using System.Numerics;
using Hybrid.Imaging;

namespace Hybrid.Aligners;

/// <summary>Flow between pixels.</summary>
internal static class FlowSampling
{
    /// <summary>Bilinear flow; outside the field, that of its border.</summary>
    public static Vector2 Bilinear(FlowField field, double x, double y)
    {
        x = Math.Clamp(x, 0, field.Width - 1);
        y = Math.Clamp(y, 0, field.Height - 1);
        int x0 = Math.Min((int)x, Math.Max(0, field.Width - 2)), y0 = Math.Min((int)y, Math.Max(0, field.Height - 2));
        int x1 = Math.Min(x0 + 1, field.Width - 1), y1 = Math.Min(y0 + 1, field.Height - 1);
        float ax = (float)(x - x0), ay = (float)(y - y0);
        return (1 - ay) * ((1 - ax) * field[x0, y0] + ax * field[x1, y0]) + ay * ((1 - ax) * field[x0, y1] + ax * field[x1, y1]);
    }

    /// <summary>|forward + backward| at a point of the first image; NaN where forward leads out of the second.</summary>
    public static float CycleError(FlowField forward, FlowField backward, double x, double y)
    {
        Vector2 f = Bilinear(forward, x, y);
        double u = x + f.X, v = y + f.Y;
        if (!(u >= 0 && v >= 0 && u <= backward.Width - 1 && v <= backward.Height - 1))
            return float.NaN;
        return (f + Bilinear(backward, u, v)).Length();
    }
}
