using System.Numerics;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>What a forward and a backward flow say about each other: consistency and occlusion.</summary>
public static class FlowConsistency
{
    /// <summary>
    /// |f(x) + b(x + f(x))| in pixels of A: how far a point is from where it started after going to B and back. NaN
    /// where it leaves B or either flow is unknown.
    /// </summary>
    /// <param name="forward">Flow A to B.</param>
    /// <param name="backward">Flow B to A.</param>
    public static ScalarMap Error(FlowField forward, FlowField backward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        var error = new ScalarMap(forward.Width, forward.Height);
        Concurrency.For(0, forward.Height, y =>
        {
            for (int x = 0; x < forward.Width; x++)
            {
                Vector2 f = forward[x, y];
                error[x, y] = (f + backward.Sample(x + f.X, y + f.Y)).Length();
            }
        });
        return error;
    }

    /// <summary>The same at one point of A, in pixels, where the forward flow of the nearest point of the field holds.</summary>
    /// <param name="forward">Flow A to B.</param>
    /// <param name="backward">Flow B to A.</param>
    /// <param name="x">Column in A.</param>
    /// <param name="y">Row in A.</param>
    public static float ErrorAt(FlowField forward, FlowField backward, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        Vector2 f = forward.SampleClamped(x, y);
        return (f + backward.Sample((float)(x + f.X), (float)(y + f.Y))).Length();
    }

    /// <summary>
    /// Pixels of A that B does not show by the forward-backward check: |f + b|² &gt; α(|f|² + |b|²) + β, or x + f(x) outside B.
    /// Pixels whose forward flow is unknown are not marked.
    /// </summary>
    /// <param name="forward">Flow A to B.</param>
    /// <param name="backward">Flow B to A.</param>
    /// <param name="alpha">Tolerance that grows with the motion; 0.01 in the paper.</param>
    /// <param name="beta">Tolerance in square pixels; 0.5 in the paper.</param>
    /// <returns>CV_8UC1 of A's size, 255 = occluded; owned by the caller.</returns>
    /// <remarks>Sundaram, Brox, Keutzer, Dense Point Trajectories by GPU-accelerated Large Displacement Optical Flow, ECCV 2010, eq. 5.</remarks>
    public static Mat Occlusion(FlowField forward, FlowField backward, float alpha = 0.01f, float beta = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        var mask = new Mat(forward.Height, forward.Width, MatType.CV_8UC1);
        Concurrency.For(0, forward.Height, y =>
        {
            Span<byte> row = MatRows.Row<byte>(mask, y);
            for (int x = 0; x < row.Length; x++)
            {
                Vector2 f = forward[x, y];
                Vector2 b = backward.Sample(x + f.X, y + f.Y);
                bool seen = (f + b).LengthSquared() <= alpha * (f.LengthSquared() + b.LengthSquared()) + beta;
                row[x] = seen || float.IsNaN(f.X) ? (byte)0 : (byte)255;
            }
        });
        return mask;
    }
}
