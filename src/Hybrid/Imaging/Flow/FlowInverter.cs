using System.Numerics;

namespace Hybrid.Imaging;

/// <summary>Rasterises the triangles of A's grid, displaced into B, with the opposite displacement over them.</summary>
internal sealed class FlowInverter
{
    private readonly FlowField _flow;
    private readonly FlowField _inverse;
    private readonly float[] _stretch;
    private readonly float _maxEdgeSquared;

    internal FlowInverter(FlowField flow, int width, int height, float maxEdge)
    {
        _flow = flow;
        _inverse = new FlowField(width, height);
        Array.Fill(_inverse.Data, float.NaN);
        _stretch = new float[width * height];
        Array.Fill(_stretch, float.PositiveInfinity);
        _maxEdgeSquared = maxEdge * maxEdge;
    }

    internal FlowField Run()
    {
        for (int y = 0; y + 1 < _flow.Height; y++)
        {
            for (int x = 0; x + 1 < _flow.Width; x++)
            {
                Vertex a = At(x, y), b = At(x + 1, y), c = At(x, y + 1), d = At(x + 1, y + 1);
                Rasterize(a, b, c);
                Rasterize(b, d, c);
            }
        }
        return _inverse;
    }

    private Vertex At(int x, int y)
    {
        Vector2 d = _flow[x, y];
        return new Vertex(new Vector2(x, y) + d, -d);
    }

    private void Rasterize(Vertex a, Vertex b, Vertex c)
    {
        Vector2 ab = b.Position - a.Position, ac = c.Position - a.Position;
        float doubleArea = ab.X * ac.Y - ab.Y * ac.X;
        float edge = Math.Max(Math.Max(ab.LengthSquared(), ac.LengthSquared()), (c.Position - b.Position).LengthSquared());
        // Negated so that unknown vertices (NaN) are skipped with the folded and torn cells.
        if (!(doubleArea > 1e-6f && edge <= _maxEdgeSquared))
            return;
        // Conformal distortion of the triangle: 1 for an unstretched half cell, more for any other shape.
        float stretch = edge / (2 * doubleArea) * Math.Max(doubleArea, 1 / doubleArea);
        const float slack = 1e-4f;
        int left = Math.Max(0, (int)MathF.Ceiling(Min(a.Position.X, b.Position.X, c.Position.X) - slack));
        int right = Math.Min(_inverse.Width - 1, (int)MathF.Floor(-Min(-a.Position.X, -b.Position.X, -c.Position.X) + slack));
        int top = Math.Max(0, (int)MathF.Ceiling(Min(a.Position.Y, b.Position.Y, c.Position.Y) - slack));
        int bottom = Math.Min(_inverse.Height - 1, (int)MathF.Floor(-Min(-a.Position.Y, -b.Position.Y, -c.Position.Y) + slack));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                Vector2 p = new Vector2(x, y) - a.Position;
                float wb = (p.X * ac.Y - p.Y * ac.X) / doubleArea, wc = (ab.X * p.Y - ab.Y * p.X) / doubleArea;
                if (wb < -slack || wc < -slack || wb + wc > 1 + slack)
                    continue;
                int i = y * _inverse.Width + x;
                if (stretch >= _stretch[i])
                    continue;
                _stretch[i] = stretch;
                _inverse[x, y] = a.Back + wb * (b.Back - a.Back) + wc * (c.Back - a.Back);
            }
        }
    }

    private static float Min(float a, float b, float c) => Math.Min(a, Math.Min(b, c));

    private readonly record struct Vertex(Vector2 Position, Vector2 Back);
}
