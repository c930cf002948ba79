using System.Numerics;

namespace Hybrid.Imaging;

/// <summary>Algebra of flow fields. Rows are computed in parallel; results do not depend on how many threads there are.</summary>
public static class FlowOperations
{
    /// <summary>
    /// The flow A to C from A to B and B to C: f(x) = ab(x) + bc(x + ab(x)). Unknown where either part is.
    /// </summary>
    /// <param name="aToB">Flow from A to B; sets the size of the result.</param>
    /// <param name="bToC">Flow from B to C, on B's grid.</param>
    public static FlowField Compose(FlowField aToB, FlowField bToC)
    {
        ArgumentNullException.ThrowIfNull(aToB);
        ArgumentNullException.ThrowIfNull(bToC);
        return Map(aToB, (x, y, d) => d + bToC.Sample(x + d.X, y + d.Y));
    }

    /// <summary>
    /// The same motion between images of other sizes: positions map by x → (x + 0.5)·s − 0.5, displacements are
    /// multiplied by s. Bilinear over the known neighbours; unknown where the nearest one is unknown.
    /// </summary>
    /// <param name="flow">Flow from A to B.</param>
    /// <param name="width">New width of A.</param>
    /// <param name="height">New height of A.</param>
    /// <param name="scaleBx">New over old width of B; by default as of A. With other scales than A's the displacement is
    /// taken between the new positions of both ends.</param>
    /// <param name="scaleBy">New over old height of B; by default as of A.</param>
    public static FlowField Resize(FlowField flow, int width, int height, double? scaleBx = null, double? scaleBy = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        double sx = (double)width / flow.Width, sy = (double)height / flow.Height;
        double bx = scaleBx ?? sx, by = scaleBy ?? sy;
        var result = new FlowField(width, height);
        Concurrency.For(0, height, y =>
        {
            Span<float> row = result.Row(y);
            double oldY = (y + 0.5) / sy - 0.5;
            for (int x = 0; x < width; x++)
            {
                double oldX = (x + 0.5) / sx - 0.5;
                Vector2 d = SampleKnown(flow, oldX, oldY);
                row[2 * x] = (float)((oldX + d.X + 0.5) * bx - 0.5 - x);
                row[2 * x + 1] = (float)((oldY + d.Y + 0.5) * by - 0.5 - y);
            }
        });
        return result;
    }

    /// <summary>
    /// The flow B to A that undoes <paramref name="flow"/>. Every grid cell of A is carried into B as two triangles over
    /// which the displacement is linear; where several cover a pixel the least stretched one counts. Folded and torn
    /// cells (turned over, or an edge above <paramref name="maxEdge"/> px) carry nothing, so that what A does not see
    /// of B stays unknown.
    /// </summary>
    /// <param name="flow">Flow from A to B.</param>
    /// <param name="width">Width of B.</param>
    /// <param name="height">Height of B.</param>
    /// <param name="maxEdge">Longest edge, in B's pixels, that a cell of one pixel may get; above every true magnification.</param>
    public static FlowField Invert(FlowField flow, int width, int height, float maxEdge = 4)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return new FlowInverter(flow, width, height, maxEdge).Run();
    }

    /// <summary>The displacement multiplied by a number: the flow to a frame that lies part of the way.</summary>
    public static FlowField Scale(FlowField flow, float factor)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var data = new float[flow.Data.Length];
        for (int i = 0; i < data.Length; i++)
            data[i] = factor * flow.Data[i];
        return new FlowField(flow.Width, flow.Height, data);
    }

    /// <summary>The length of every displacement in pixels.</summary>
    public static ScalarMap Magnitude(FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var result = new ScalarMap(flow.Width, flow.Height);
        for (int i = 0; i < result.Data.Length; i++)
            result.Data[i] = MathF.Sqrt(flow.Data[2 * i] * flow.Data[2 * i] + flow.Data[2 * i + 1] * flow.Data[2 * i + 1]);
        return result;
    }

    /// <summary>The field that has <paramref name="displacement"/>(x, y, d) where <paramref name="flow"/> has d.</summary>
    internal static FlowField Map(FlowField flow, Func<int, int, Vector2, Vector2> displacement)
    {
        var result = new FlowField(flow.Width, flow.Height);
        Concurrency.For(0, flow.Height, y =>
        {
            for (int x = 0; x < flow.Width; x++)
            {
                Vector2 d = displacement(x, y, flow[x, y]);
                result[x, y] = float.IsNaN(d.X + d.Y) ? new Vector2(float.NaN) : d;
            }
        });
        return result;
    }

    private static Vector2 SampleKnown(FlowField flow, double x, double y)
    {
        x = Math.Clamp(x, 0, flow.Width - 1);
        y = Math.Clamp(y, 0, flow.Height - 1);
        int x0 = (int)x, y0 = (int)y;
        if (!flow.IsKnown((int)(x + 0.5), (int)(y + 0.5)))
            return new Vector2(float.NaN);
        float fx = (float)(x - x0), fy = (float)(y - y0);
        int x1 = Math.Min(x0 + 1, flow.Width - 1), y1 = Math.Min(y0 + 1, flow.Height - 1);
        Vector2 sum = Vector2.Zero;
        float weights = 0;
        Add(x0, y0, (1 - fx) * (1 - fy));
        Add(x1, y0, fx * (1 - fy));
        Add(x0, y1, (1 - fx) * fy);
        Add(x1, y1, fx * fy);
        return sum / weights;

        void Add(int px, int py, float weight)
        {
            if (!flow.IsKnown(px, py))
                return;
            sum += weight * flow[px, py];
            weights += weight;
        }
    }
}
