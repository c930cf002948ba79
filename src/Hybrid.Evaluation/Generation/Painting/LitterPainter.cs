using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>A forest floor: soil, twigs and some thousand leaves with veins and shadows.</summary>
internal static class LitterPainter
{
    private static readonly double[] s_hues = [0.06, 0.08, 0.1, 0.12, 0.16, 0.2, 0.24, 0.02];

    internal static void Paint(Canvas canvas, double unit)
    {
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(45, 62, 78));
        uint soil = canvas.NoiseSeed();
        canvas.Modulate((x, y) => 0.8f * Noise.Fractal(x, y, (float)(40 * unit), 5, soil));
        double area = canvas.Width * (double)canvas.Height / (unit * unit);
        int leaves = (int)(area / 1500);
        for (int i = 0; i < leaves; i++)
        {
            var at = new Point2d(canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height));
            if (i % 9 == 0)
                Twig(canvas, at, unit);
            else
                Leaf(canvas, at, canvas.Random.Range(24, 78) * unit, (double)i / leaves);
        }
    }

    internal static void Leaf(Canvas canvas, Point2d at, double length, double height)
    {
        SeededRandom random = canvas.Random;
        double angle = random.Range(0, 2 * Math.PI), width = length * random.Range(0.22, 0.42), bend = random.Range(-0.25, 0.25);
        Scalar color = canvas.Vary(Canvas.Hsv(random.Pick(s_hues) + random.Range(-0.015, 0.015), random.Range(0.3, 0.65), random.Range(0.3, 0.75)), 0.2);
        List<Point2d> outline = Outline(at, length, width, angle, bend, random.Chance(0.4) ? 0.12 : 0);
        double drop = (0.04 + 0.05 * height) * length;
        canvas.Polygon(outline.Select(p => new Point2d(p.X + drop, p.Y + 1.3 * drop)), new Scalar(18, 22, 26));
        canvas.Polygon(outline, color);
        // The half turned away from the light.
        canvas.Polygon(outline.Take(outline.Count / 2 + 1), new Scalar(color.Val0 * 0.78, color.Val1 * 0.78, color.Val2 * 0.8));
        Scalar vein = new(Math.Min(255, color.Val0 * 1.35), Math.Min(255, color.Val1 * 1.35), Math.Min(255, color.Val2 * 1.3));
        int thickness = Math.Max(1, (int)(length / 45));
        for (int i = 0; i < 6; i++)
            canvas.Stroke(Along(at, length, angle, bend, i / 6.0, 0), Along(at, length, angle, bend, (i + 1) / 6.0, 0), vein, thickness);
        for (int i = 1; i < 6; i++)
        {
            double half = 0.75 * width * Math.Sin(Math.PI * (i + 0.6) / 6.0);
            canvas.Stroke(Along(at, length, angle, bend, i / 6.0, 0), Along(at, length, angle, bend, (i + 0.8) / 6.0, half), vein, 1);
            canvas.Stroke(Along(at, length, angle, bend, i / 6.0, 0), Along(at, length, angle, bend, (i + 0.8) / 6.0, -half), vein, 1);
        }
    }

    private static List<Point2d> Outline(Point2d at, double length, double width, double angle, double bend, double teeth)
    {
        var outline = new List<Point2d>();
        const int steps = 12;
        for (int side = 1; side >= -1; side -= 2)
        {
            for (int i = 0; i < steps; i++)
            {
                double t = side > 0 ? i / (double)steps : 1 - i / (double)steps;
                double half = width * Math.Sin(Math.PI * Math.Pow(t, 0.8)) * (1 + teeth * (i % 2 == 0 ? 1 : -1));
                outline.Add(Along(at, length, angle, bend, t, side * half));
            }
        }
        return outline;
    }

    private static Point2d Along(Point2d at, double length, double angle, double bend, double t, double across)
    {
        double a = angle + bend * (t - 0.5), d = (t - 0.5) * length;
        return new Point2d(at.X + d * Math.Cos(a) - across * Math.Sin(a), at.Y + d * Math.Sin(a) + across * Math.Cos(a));
    }

    private static void Twig(Canvas canvas, Point2d at, double unit)
    {
        double angle = canvas.Random.Range(0, 2 * Math.PI);
        Scalar bark = canvas.Vary(new Scalar(60, 85, 105), 0.5);
        Point2d from = at;
        for (int i = 0; i < 5; i++)
        {
            angle += canvas.Random.Range(-0.35, 0.35);
            double step = canvas.Random.Range(18, 40) * unit;
            var to = new Point2d(from.X + step * Math.Cos(angle), from.Y + step * Math.Sin(angle));
            int thickness = Math.Max(1, (int)((6 - i) * unit));
            canvas.Stroke(new(from.X + 3 * unit, from.Y + 4 * unit), new(to.X + 3 * unit, to.Y + 4 * unit), new Scalar(20, 24, 28), thickness);
            canvas.Stroke(from, to, bark, thickness);
            from = to;
        }
    }
}
