using System.Numerics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>The dense form of an alignment, whether its method made one or only a homography.</summary>
public static class DenseResult
{
    /// <summary>Flow and confidence of A's size; those of the homography where the method made none.</summary>
    /// <param name="alignment">An alignment that has a homography.</param>
    /// <param name="sizeA">Size of A in pixels.</param>
    /// <param name="sizeB">Size of B in pixels.</param>
    public static (FlowField Flow, ScalarMap Confidence) Of(AlignmentResult alignment, Size sizeA, Size sizeB)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        Homography h = alignment.Homography!.Value;
        FlowField flow = alignment.Flow ?? FromHomography(h, sizeA);
        if (alignment.FlowConfidence is { } known)
            return (flow, known);
        // A homography is as sure everywhere, and says nothing about what B does not show.
        var confidence = new ScalarMap(sizeA.Width, sizeA.Height);
        for (int y = 0; y < sizeA.Height; y++)
        {
            Span<float> row = confidence.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                Vector2 f = flow[x, y];
                bool inside = x + f.X >= 0 && y + f.Y >= 0 && x + f.X <= sizeB.Width - 1 && y + f.Y <= sizeB.Height - 1;
                row[x] = inside ? (float)alignment.Confidence : 0;
            }
        }
        return (flow, confidence);
    }

    /// <summary>A confidence that is 0 where A holds no data, as nothing can be known there; changed in place.</summary>
    /// <param name="confidence">Confidence of A's size.</param>
    /// <param name="valid">CV_8UC1 of A's size, 0 where it holds no data; null where it holds data everywhere.</param>
    public static ScalarMap WithData(ScalarMap confidence, Mat? valid)
    {
        ArgumentNullException.ThrowIfNull(confidence);
        for (int y = 0; valid is not null && y < confidence.Height; y++)
        {
            ReadOnlySpan<byte> data = MatRows.Row<byte>(valid, y);
            Span<float> row = confidence.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = data[x] == 0 ? 0 : row[x];
        }
        return confidence;
    }

    /// <summary>H x − x at every pixel; unknown behind the line that H sends to infinity.</summary>
    /// <param name="homography">A to B, pixels.</param>
    /// <param name="size">Size of A.</param>
    public static FlowField FromHomography(in Homography homography, Size size)
    {
        Homography h = homography;
        var flow = new FlowField(size.Width, size.Height);
        double sign = Math.Sign(h.M31 * (size.Width - 1) / 2 + h.M32 * (size.Height - 1) / 2 + h.M33);
        for (int y = 0; y < size.Height; y++)
        {
            Span<float> row = flow.Row(y);
            for (int x = 0; x < size.Width; x++)
            {
                double w = sign * (h.M31 * x + h.M32 * y + h.M33);
                double scale = w > 1e-9 ? sign / w : double.NaN;
                row[2 * x] = (float)((h.M11 * x + h.M12 * y + h.M13) * scale - x);
                row[2 * x + 1] = (float)((h.M21 * x + h.M22 * y + h.M23) * scale - y);
            }
        }
        return flow;
    }

    /// <summary>The flow with the homography's where it is unknown, for pictures without holes.</summary>
    /// <param name="flow">A to B; NaN where unknown.</param>
    /// <param name="h">A to B, pixels.</param>
    public static FlowField WithoutHoles(FlowField flow, in Homography h)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (!Array.Exists(flow.Data, float.IsNaN))
            return flow;
        FlowField whole = FromHomography(h, new Size(flow.Width, flow.Height));
        for (int i = 0; i < whole.Data.Length; i += 2)
        {
            if (!float.IsNaN(flow.Data[i]) && !float.IsNaN(flow.Data[i + 1]))
                (whole.Data[i], whole.Data[i + 1]) = (flow.Data[i], flow.Data[i + 1]);
        }
        return whole;
    }
}
