using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Stones of all sizes, shaded as round by a light from the upper left.</summary>
internal static class PebblePainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(60, 70, 78));
        uint sand = canvas.NoiseSeed();
        canvas.Modulate((x, y) => 0.7f * Noise.Fractal(x, y, (float)(16 * unit), 4, sand));
        double area = canvas.Width * (double)canvas.Height / (unit * unit);
        int stones = (int)(area / 420);
        for (int i = 0; i < stones; i++)
        {
            // Sizes fall off as of gravel: few large stones, under the many small ones.
            double u = (i + 1.0) / stones;
            double radius = 4.5 * unit / Math.Pow(u, 0.55);
            Stone(canvas, new Point2d(canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height)), Math.Min(radius, 75 * unit));
        }
    }

    private static void Stone(Canvas canvas, Point2d at, double radius)
    {
        SeededRandom random = canvas.Random;
        double turn = random.Range(0, Math.PI), flat = random.Range(0.6, 1);
        uint shape = canvas.NoiseSeed();
        Scalar color = canvas.Vary(Canvas.Hsv(random.Range(0.02, 0.16) + (random.Chance(0.2) ? 0.5 : 0), random.Range(0.03, 0.35), random.Range(0.3, 0.85)), 0.2);
        canvas.Polygon(Outline(at, radius, turn, flat, shape, 0.18 * radius, 1.05), new Scalar(20, 24, 28));
        for (int ring = 0; ring < 4; ring++)
        {
            double light = 0.62 + 0.16 * ring, scale = 1 - 0.2 * ring, shift = -0.07 * ring * radius;
            canvas.Polygon(Outline(at, radius, turn, flat, shape, shift, scale), new Scalar(
                Math.Min(255, color.Val0 * light), Math.Min(255, color.Val1 * light), Math.Min(255, color.Val2 * light)));
        }
        if (radius > 12 && random.Chance(0.4))
        {
            Scalar streak = canvas.Vary(new Scalar(190, 200, 205), 0.2);
            double a = random.Range(0, Math.PI);
            canvas.Stroke(
                new(at.X - 0.6 * radius * flat * Math.Cos(a), at.Y - 0.6 * radius * flat * Math.Sin(a)),
                new(at.X + 0.6 * radius * flat * Math.Cos(a + 0.2), at.Y + 0.6 * radius * flat * Math.Sin(a + 0.2)), streak, Math.Max(1, (int)(radius / 14)));
        }
    }

    private static IEnumerable<Point2d> Outline(Point2d at, double radius, double turn, double flat, uint shape, double shift, double scale)
    {
        const int corners = 18;
        for (int i = 0; i < corners; i++)
        {
            double a = 2 * Math.PI * i / corners;
            double r = radius * scale * (1 + 0.35 * Noise.Gradient((float)Math.Cos(a) * 1.5f + 7, (float)Math.Sin(a) * 1.5f, shape));
            double x = r * Math.Cos(a), y = flat * r * Math.Sin(a);
            yield return new Point2d(at.X + shift + x * Math.Cos(turn) - y * Math.Sin(turn), at.Y + shift + x * Math.Sin(turn) + y * Math.Cos(turn));
        }
    }
}
