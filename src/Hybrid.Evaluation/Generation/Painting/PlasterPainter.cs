using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>A plain wall: soft stains, hairline cracks, a few notices and sockets.</summary>
internal static class PlasterPainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        Scalar paint = Canvas.Hsv(canvas.Random.Range(0.08, 0.6), canvas.Random.Range(0.04, 0.2), canvas.Random.Range(0.7, 0.85));
        canvas.Box(0, 0, canvas.Width, canvas.Height, paint);
        uint stains = canvas.NoiseSeed();
        canvas.Modulate((x, y) => 0.12f * Noise.Fractal(x, y, (float)(330 * unit), 6, stains));
        int cracks = (int)(canvas.Width * (double)canvas.Height / (400_000 * unit * unit)) + 3;
        for (int i = 0; i < cracks; i++)
            Crack(canvas, new Point2d(canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height)), canvas.Random.Range(0, 2 * Math.PI), unit, 3);
        int things = (int)(canvas.Width * (double)canvas.Height / (330_000 * unit * unit)) + 2;
        for (int i = 0; i < things; i++)
            Notice(canvas, canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height), unit);
    }

    private static void Crack(Canvas canvas, Point2d from, double angle, double unit, int branches)
    {
        int steps = canvas.Random.Integer(12, 40);
        for (int i = 0; i < steps; i++)
        {
            angle += canvas.Random.Range(-0.5, 0.5);
            double step = canvas.Random.Range(5, 16) * unit;
            var to = new Point2d(from.X + step * Math.Cos(angle), from.Y + step * Math.Sin(angle));
            canvas.Stroke(from, to, new Scalar(85, 90, 95), Math.Max(1, (int)(1.4 * unit * (1 - i / (double)steps))));
            from = to;
            if (branches > 0 && canvas.Random.Chance(0.05))
                Crack(canvas, from, angle + canvas.Random.Pick([-0.9, 0.9]), unit, branches - 1);
        }
    }

    private static void Notice(Canvas canvas, double x, double y, double unit)
    {
        double width = canvas.Random.Range(60, 130) * unit, height = canvas.Random.Range(50, 110) * unit;
        canvas.Box(x + 2 * unit, y + 3 * unit, width, height, new Scalar(95, 98, 102));
        canvas.Box(x, y, width, height, canvas.Vary(new Scalar(225, 228, 230), 0.1));
        double line = 9 * unit;
        for (double row = 0.1 * height; row + line < 0.95 * height; row += 1.9 * line)
            canvas.Text(x + 0.08 * width, y + row, 0.84 * width, line, new Scalar(60, 60, 66));
    }
}
