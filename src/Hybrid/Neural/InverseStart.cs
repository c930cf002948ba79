using System.Numerics;
using Hybrid.Imaging;

namespace Hybrid.Neural;

/// <summary>
/// The start of the way back: −f carried to where f leads, on a coarse grid, with gaps filled from around them. A start
/// need only be near; the exact inverse (<see cref="FlowOperations.Invert"/>) costs far more than the network gains by it.
/// </summary>
internal static class InverseStart
{
    private const int Cell = 8;

    /// <summary>Flow B to A of the same size, known everywhere.</summary>
    public static FlowField Of(FlowField flow)
    {
        int columns = (flow.Width + Cell - 1) / Cell, rows = (flow.Height + Cell - 1) / Cell;
        var sum = new Vector2[columns * rows];
        var count = new int[columns * rows];
        for (int y = 1; y < flow.Height; y += 2)
        {
            for (int x = 1; x < flow.Width; x += 2)
            {
                Vector2 f = flow[x, y];
                float u = x + f.X, v = y + f.Y;
                if (!(u >= 0 && v >= 0 && u < flow.Width && v < flow.Height))
                    continue;
                int at = (int)v / Cell * columns + (int)u / Cell;
                sum[at] -= f;
                count[at]++;
            }
        }
        for (int i = 0; i < sum.Length; i++)
            sum[i] = count[i] == 0 ? new Vector2(float.NaN) : sum[i] / count[i];
        Fill(sum, columns, rows);
        var coarse = new FlowField(columns, rows);
        for (int i = 0; i < sum.Length; i++)
            coarse[i % columns, i / columns] = sum[i];
        return Enlarged(coarse, flow.Width, flow.Height);
    }

    /// <summary>Unknown cells take the mean of their known neighbours, ring by ring.</summary>
    private static void Fill(Vector2[] cells, int columns, int rows)
    {
        if (cells.All(c => float.IsNaN(c.X)))
        {
            Array.Clear(cells);
            return;
        }
        for (bool more = true; more;)
        {
            more = false;
            var next = (Vector2[])cells.Clone();
            for (int i = 0; i < cells.Length; i++)
            {
                if (!float.IsNaN(cells[i].X))
                    continue;
                Vector2 mean = Around(cells, i % columns, i / columns, columns, rows);
                next[i] = mean;
                more |= float.IsNaN(mean.X);
            }
            next.CopyTo(cells, 0);
        }
    }

    private static Vector2 Around(Vector2[] cells, int x, int y, int columns, int rows)
    {
        Vector2 sum = Vector2.Zero;
        int known = 0;
        for (int v = Math.Max(0, y - 1); v <= Math.Min(rows - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(columns - 1, x + 1); u++)
            {
                Vector2 c = cells[v * columns + u];
                if (float.IsNaN(c.X))
                    continue;
                sum += c;
                known++;
            }
        }
        return known == 0 ? new Vector2(float.NaN) : sum / known;
    }

    private static FlowField Enlarged(FlowField coarse, int width, int height)
    {
        var flow = new FlowField(width, height);
        Concurrency.For(0, height, y =>
        {
            Span<float> row = flow.Row(y);
            double cy = (y + 0.5) / Cell - 0.5;
            for (int x = 0; x < width; x++)
            {
                Vector2 f = coarse.SampleClamped((x + 0.5) / Cell - 0.5, cy);
                (row[2 * x], row[2 * x + 1]) = (f.X, f.Y);
            }
        });
        return flow;
    }
}
