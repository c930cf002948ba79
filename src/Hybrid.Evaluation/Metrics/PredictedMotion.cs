using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>
/// Where an alignment sends any point of A: its dense flow, else (where the flow is unknown or absent) its
/// homography, else nowhere.
/// </summary>
public readonly struct PredictedMotion
{
    private readonly FlowField? _flow;
    private readonly Homography? _homography;

    /// <summary>The motion that an alignment claims.</summary>
    public PredictedMotion(FlowField? flow, Homography? homography)
    {
        _flow = flow;
        _homography = homography;
    }

    /// <summary>Whether there is a motion at all.</summary>
    public bool Exists => _flow is not null || _homography is not null;

    /// <summary>Displacement of pixel (x, y); false where there is none.</summary>
    public bool TryAt(int x, int y, out double u, out double v)
    {
        if (_flow is not null && _flow.IsKnown(x, y))
        {
            var d = _flow[x, y];
            (u, v) = (d.X, d.Y);
            return true;
        }
        if (_homography is { } h)
        {
            Point2d p = h.Apply(new Point2d(x, y));
            (u, v) = (p.X - x, p.Y - y);
            return double.IsFinite(u) && double.IsFinite(v);
        }
        (u, v) = (double.NaN, double.NaN);
        return false;
    }

    /// <summary>Image in B of any point of A: flow interpolated bilinearly where its four neighbours are known, else the homography; null where there is neither.</summary>
    public Point2d? Map(Point2d p)
    {
        if (_flow is not null && p.X >= 0 && p.Y >= 0 && p.X <= _flow.Width - 1 && p.Y <= _flow.Height - 1)
        {
            int x0 = Math.Min((int)p.X, Math.Max(0, _flow.Width - 2)), y0 = Math.Min((int)p.Y, Math.Max(0, _flow.Height - 2));
            int x1 = Math.Min(x0 + 1, _flow.Width - 1), y1 = Math.Min(y0 + 1, _flow.Height - 1);
            double fx = p.X - x0, fy = p.Y - y0;
            var a = _flow[x0, y0];
            var b = _flow[x1, y0];
            var c = _flow[x0, y1];
            var d = _flow[x1, y1];
            double u = (1 - fy) * ((1 - fx) * a.X + fx * b.X) + fy * ((1 - fx) * c.X + fx * d.X);
            double v = (1 - fy) * ((1 - fx) * a.Y + fx * b.Y) + fy * ((1 - fx) * c.Y + fx * d.Y);
            if (double.IsFinite(u) && double.IsFinite(v))
                return new Point2d(p.X + u, p.Y + v);
        }
        if (_homography is { } h)
        {
            Point2d q = h.Apply(p);
            if (double.IsFinite(q.X) && double.IsFinite(q.Y))
                return q;
        }
        return null;
    }
}
