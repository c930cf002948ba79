using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Country from above: fields with rows of crops, roads, villages, woods.</summary>
internal static class AerialPainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        Fields(canvas, unit);
        for (int i = 0; i < 5; i++)
            Road(canvas, unit, canvas.Random.Range(5, 14) * unit);
        int villages = (int)(canvas.Width * (double)canvas.Height / (380_000 * unit * unit)) + 2;
        for (int i = 0; i < villages; i++)
            Village(canvas, new Point2d(canvas.Random.Range(0, canvas.Width), canvas.Random.Range(0, canvas.Height)), unit);
        Trees(canvas, unit);
    }

    private static void Fields(Canvas canvas, double unit)
    {
        var fields = new List<Field>();
        double pitch = 260 * unit;
        int columns = (int)(canvas.Width / pitch) + 3, rows = (int)(canvas.Height / pitch) + 3;
        for (int i = 0; i < columns * rows; i++)
        {
            fields.Add(new Field(
                (i % columns - 1 + canvas.Random.NextDouble()) * pitch, (i / columns - 1 + canvas.Random.NextDouble()) * pitch,
                canvas.Random.Range(0, Math.PI), canvas.Random.Range(5, 16) * unit, canvas.Random.Range(0.04, 0.3),
                canvas.Vary(Canvas.Hsv(canvas.Random.Range(0.1, 0.3), canvas.Random.Range(0.2, 0.45), canvas.Random.Range(0.35, 0.75)), 0.15)));
        }
        uint warp = canvas.NoiseSeed(), growth = canvas.NoiseSeed();
        canvas.Shade(new Rect(0, 0, canvas.Width, canvas.Height), (x, y) =>
        {
            double wx = x + 30 * unit * Noise.Fractal(x, y, (float)(200 * unit), 3, warp), wy = y + 30 * unit * Noise.Fractal(y, x, (float)(200 * unit), 3, warp);
            (Field field, double border) = Nearest(fields, columns, rows, pitch, wx, wy);
            if (border < 5 * unit)
                return new Scalar(50, 85, 65);
            double row = Math.Sin(2 * Math.PI * (x * Math.Cos(field.Angle) + y * Math.Sin(field.Angle)) / field.Period);
            double light = 1 + field.Contrast * row + 0.45 * Noise.Fractal(x, y, (float)(60 * unit), 4, growth);
            return new Scalar(field.Color.Val0 * light, field.Color.Val1 * light, field.Color.Val2 * light);
        });
    }

    // The field whose seed is nearest and how far the border with the next one is. Seeds are jittered by up to a whole
    // pitch, so that two rings of grid cells hold the nearest two.
    private static (Field Field, double Border) Nearest(List<Field> fields, int columns, int rows, double pitch, double x, double y)
    {
        int cx = (int)(x / pitch) + 1, cy = (int)(y / pitch) + 1;
        double best = double.MaxValue, second = double.MaxValue;
        Field nearest = fields[0];
        for (int j = Math.Max(0, cy - 2); j <= Math.Min(rows - 1, cy + 2); j++)
        {
            for (int i = Math.Max(0, cx - 2); i <= Math.Min(columns - 1, cx + 2); i++)
            {
                Field field = fields[j * columns + i];
                double d = (field.X - x) * (field.X - x) + (field.Y - y) * (field.Y - y);
                if (d < best)
                    (best, second, nearest) = (d, best, field);
                else if (d < second)
                    second = d;
            }
        }
        return (nearest, (Math.Sqrt(second) - Math.Sqrt(best)) / 2);
    }

    private static void Road(Canvas canvas, double unit, double width)
    {
        double angle = canvas.Random.Range(0, 2 * Math.PI);
        double length = canvas.Width + canvas.Height;
        var at = new Point2d(canvas.Random.Range(0, canvas.Width) - length / 2 * Math.Cos(angle), canvas.Random.Range(0, canvas.Height) - length / 2 * Math.Sin(angle));
        Scalar asphalt = canvas.Vary(new Scalar(135, 140, 142), 0.2);
        var course = new List<Point2d>();
        for (double s = 0; s < length; s += 40 * unit)
        {
            angle += canvas.Random.Range(-0.09, 0.09);
            course.Add(at);
            at = new Point2d(at.X + 40 * unit * Math.Cos(angle), at.Y + 40 * unit * Math.Sin(angle));
        }
        for (int i = 1; i < course.Count; i++)
            canvas.Stroke(course[i - 1], course[i], new Scalar(95, 115, 110), (int)(1.5 * width));
        for (int i = 1; i < course.Count; i++)
            canvas.Stroke(course[i - 1], course[i], asphalt, (int)width);
        for (int i = 1; i < course.Count; i += 2)
            canvas.Stroke(course[i - 1], course[i], new Scalar(225, 228, 228), Math.Max(1, (int)(width / 10)));
    }

    private static void Village(Canvas canvas, Point2d centre, double unit)
    {
        double lie = canvas.Random.Range(0, Math.PI);
        int houses = canvas.Random.Integer(10, 26);
        for (int i = 0; i < houses; i++)
        {
            var at = new Point2d(centre.X + 70 * unit * canvas.Random.Normal(), centre.Y + 70 * unit * canvas.Random.Normal());
            House(canvas, at, lie + canvas.Random.Pick([0, Math.PI / 2, 0.2]), canvas.Random.Range(14, 34) * unit, canvas.Random.Range(10, 18) * unit, unit);
        }
    }

    private static void House(Canvas canvas, Point2d at, double angle, double length, double width, double unit)
    {
        Scalar roof = canvas.Vary(Canvas.Hsv(canvas.Random.Pick([0.02, 0.04, 0.06, 0.6]), canvas.Random.Range(0.2, 0.6), canvas.Random.Range(0.4, 0.75)), 0.2);
        Point2d Corner(double u, double v, double drop = 0) => new(
            at.X + u * length * Math.Cos(angle) - v * width * Math.Sin(angle) + drop, at.Y + u * length * Math.Sin(angle) + v * width * Math.Cos(angle) + drop);
        canvas.Polygon([Corner(-1, -1, 7 * unit), Corner(1, -1, 7 * unit), Corner(1, 1, 7 * unit), Corner(-1, 1, 7 * unit)], new Scalar(32, 42, 38));
        canvas.Polygon([Corner(-1, -1), Corner(1, -1), Corner(1, 0), Corner(-1, 0)], roof);
        canvas.Polygon([Corner(-1, 0), Corner(1, 0), Corner(1, 1), Corner(-1, 1)], new Scalar(roof.Val0 * 0.7, roof.Val1 * 0.7, roof.Val2 * 0.7));
        canvas.Polygon([Corner(0.3, -0.5), Corner(0.45, -0.5), Corner(0.45, -0.25), Corner(0.3, -0.25)], new Scalar(50, 50, 60));
    }

    private static void Trees(Canvas canvas, double unit)
    {
        uint wood = canvas.NoiseSeed();
        int tries = (int)(canvas.Width * (double)canvas.Height / (520 * unit * unit));
        for (int i = 0; i < tries; i++)
        {
            double x = canvas.Random.Range(0, canvas.Width), y = canvas.Random.Range(0, canvas.Height);
            if (Noise.Fractal((float)x, (float)y, (float)(420 * unit), 3, wood) < 0.22 && !canvas.Random.Chance(0.03))
                continue;
            double radius = canvas.Random.Range(6, 15) * unit;
            Scalar green = canvas.Vary(Canvas.Hsv(canvas.Random.Range(0.22, 0.36), 0.55, 0.42), 0.35);
            canvas.Disc(x + 0.5 * radius, y + 0.6 * radius, radius, new Scalar(22, 34, 26));
            canvas.Disc(x, y, radius, green);
            canvas.Disc(x - 0.3 * radius, y - 0.3 * radius, 0.5 * radius, new Scalar(green.Val0 * 1.3, Math.Min(255, green.Val1 * 1.3), green.Val2 * 1.3));
        }
    }

    private readonly record struct Field(double X, double Y, double Angle, double Period, double Contrast, Scalar Color);
}
