using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>A tiled wall whose motif repeats: only scratches, dirt and glaze tell one tile from the next.</summary>
internal static class TilePainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        double side = 150 * unit, joint = 5 * unit;
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(120, 128, 130));
        Scalar glaze = Canvas.Hsv(canvas.Random.Range(0.08, 0.15), 0.12, 0.88), blue = Canvas.Hsv(canvas.Random.Range(0.55, 0.66), 0.75, 0.55);
        Scalar yellow = Canvas.Hsv(0.12, 0.6, 0.8);
        for (double y = 0; y < canvas.Height; y += side)
        {
            for (double x = 0; x < canvas.Width; x += side)
                Tile(canvas, x, y, side - joint, canvas.Vary(glaze, 0.06), canvas.Vary(blue, 0.12), yellow);
        }
        uint dirt = canvas.NoiseSeed();
        canvas.Modulate((x, y) => 0.45f * Math.Min(0, Noise.Fractal(x, y, (float)(260 * unit), 5, dirt)));
        int scratches = (int)(canvas.Width * (double)canvas.Height / (26_000 * unit * unit));
        for (int i = 0; i < scratches; i++)
            Scratch(canvas, unit);
    }

    private static void Tile(Canvas canvas, double x, double y, double side, Scalar glaze, Scalar blue, Scalar yellow)
    {
        canvas.Box(x, y, side, side, glaze);
        double cx = x + side / 2, cy = y + side / 2;
        for (int petal = 0; petal < 8; petal++)
        {
            double a = petal * Math.PI / 4, tip = (petal % 2 == 0 ? 0.44 : 0.34) * side, half = 0.1 * side;
            canvas.Polygon(
            [
                new(cx, cy),
                new(cx + 0.5 * tip * Math.Cos(a) - half * Math.Sin(a), cy + 0.5 * tip * Math.Sin(a) + half * Math.Cos(a)),
                new(cx + tip * Math.Cos(a), cy + tip * Math.Sin(a)),
                new(cx + 0.5 * tip * Math.Cos(a) + half * Math.Sin(a), cy + 0.5 * tip * Math.Sin(a) - half * Math.Cos(a)),
            ], blue);
        }
        canvas.Disc(cx, cy, 0.09 * side, yellow);
        foreach ((double u, double v) in new[] { (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0) })
            canvas.Polygon([new(x + u * side, y + v * side), new(x + (u + 0.22 * (1 - 2 * u)) * side, y + v * side), new(x + u * side, y + (v + 0.22 * (1 - 2 * v)) * side)], yellow);
        canvas.Polygon([new(x, y), new(x + side, y), new(x + 0.97 * side, y + 0.03 * side), new(x + 0.03 * side, y + 0.03 * side)], new Scalar(245, 248, 248));
    }

    private static void Scratch(Canvas canvas, double unit)
    {
        var from = new Point2d(canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height));
        double angle = canvas.Random.Range(0, 2 * Math.PI);
        Scalar color = canvas.Random.Chance(0.5) ? new Scalar(70, 75, 80) : new Scalar(215, 220, 220);
        for (int i = 0; i < 4; i++)
        {
            angle += canvas.Random.Range(-0.6, 0.6);
            double step = canvas.Random.Range(6, 26) * unit;
            var to = new Point2d(from.X + step * Math.Cos(angle), from.Y + step * Math.Sin(angle));
            canvas.Stroke(from, to, color, Math.Max(1, (int)(canvas.Random.Range(0.8, 2.5) * unit)));
            from = to;
        }
    }
}
