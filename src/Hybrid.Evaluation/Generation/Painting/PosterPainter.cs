using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Printed sheets over each other: headlines, columns of small print, charts and pictures.</summary>
internal static class PosterPainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(150, 162, 168));
        double pitch = 400 * unit;
        var places = new List<Point2d>();
        for (double y = -0.3 * pitch; y < canvas.Height; y += 0.8 * pitch)
        {
            for (double x = -0.3 * pitch; x < canvas.Width; x += 0.72 * pitch)
                places.Add(new Point2d(x + canvas.Random.Range(-0.2, 0.2) * pitch, y + canvas.Random.Range(-0.2, 0.2) * pitch));
        }
        for (int i = places.Count - 1; i > 0; i--)
        {
            int j = canvas.Random.Integer(0, i);
            (places[i], places[j]) = (places[j], places[i]);
        }
        foreach (Point2d place in places)
            PasteSheet(canvas, place, pitch * canvas.Random.Range(0.6, 1.1), unit);
    }

    private static void PasteSheet(Canvas canvas, Point2d place, double width, double unit)
    {
        double height = width * canvas.Random.Range(0.9, 1.45);
        using Mat sheet = Sheet((int)width, (int)height, canvas.Random.Fork(canvas.Random.NextBits()), unit);
        double angle = canvas.Random.Range(-9, 9), drop = 6 * unit;
        // Room for the turned sheet and its shadow, so that only this part of the canvas is touched.
        var turned = new RotatedRect(new Point2f(0, 0), new Size2f(sheet.Width, sheet.Height), (float)angle).BoundingRect();
        int border = (int)Math.Ceiling(drop) + 2;
        var part = new Rect((int)place.X, (int)place.Y, turned.Width + 2 * border, turned.Height + 2 * border);
        Rect visible = part.Intersect(new Rect(0, 0, canvas.Width, canvas.Height));
        if (visible.Width <= 0 || visible.Height <= 0)
            return;
        using Mat turn = Cv2.GetRotationMatrix2D(new Point2f((sheet.Width - 1) / 2f, (sheet.Height - 1) / 2f), angle, 1);
        double x = turn.Get<double>(0, 2) + (part.Width - sheet.Width) / 2.0 - (visible.X - part.X);
        double y = turn.Get<double>(1, 2) + (part.Height - sheet.Height) / 2.0 - (visible.Y - part.Y);
        using Mat target = canvas.Picture[visible];
        using var mask = new Mat(sheet.Size(), MatType.CV_8UC1, Scalar.All(255));
        using var warped = new Mat();
        using var darker = new Mat();
        turn.Set(0, 2, x + drop);
        turn.Set(1, 2, y + drop);
        Cv2.WarpAffine(mask, warped, turn, target.Size(), InterpolationFlags.Nearest, BorderTypes.Constant);
        target.ConvertTo(darker, MatType.CV_8UC3, 0.55);
        darker.CopyTo(target, warped);
        turn.Set(0, 2, x);
        turn.Set(1, 2, y);
        Cv2.WarpAffine(mask, warped, turn, target.Size(), InterpolationFlags.Nearest, BorderTypes.Constant);
        using var paper = new Mat();
        Cv2.WarpAffine(sheet, paper, turn, target.Size(), InterpolationFlags.Linear, BorderTypes.Replicate);
        paper.CopyTo(target, warped);
    }

    private static Mat Sheet(int width, int height, SeededRandom random, double unit)
    {
        Scalar paper = Canvas.Hsv(random.NextDouble(), random.Range(0.02, 0.32), random.Range(0.55, 0.98));
        using var canvas = new Canvas(width, height, random, paper);
        bool isDark = paper.Val1 < 120;
        Scalar ink = isDark ? new Scalar(235, 240, 240) : new Scalar(30, 28, 34);
        Scalar accent = Canvas.Hsv(random.NextDouble(), 0.65, isDark ? 0.95 : 0.6);
        double margin = 0.07 * width, y = margin;
        canvas.Word(margin, y, width - 2 * margin, random.Range(0.09, 0.16) * width, random.Chance(0.5) ? accent : ink);
        y += 0.2 * width;
        if (random.Chance(0.75))
        {
            double pictureHeight = random.Range(0.3, 0.45) * height;
            Picture(canvas, new Rect((int)margin, (int)y, (int)(width - 2 * margin), (int)pictureHeight));
            y += pictureHeight + 0.03 * height;
        }
        double line = random.Range(9, 15) * unit;
        for (; y + line < height - margin; y += 1.7 * line)
            canvas.Text(margin, y, (width - 2 * margin) * (random.Chance(0.15) ? 0.5 : 1), line, ink);
        return canvas.Picture.Clone();
    }

    private static void Picture(Canvas canvas, Rect part)
    {
        switch (canvas.Random.Integer(0, 2))
        {
            case 0:
                Landscape(canvas, part);
                break;
            case 1:
                Chart(canvas, part);
                break;
            default:
                Grating(canvas, part);
                break;
        }
    }

    private static void Landscape(Canvas canvas, Rect part)
    {
        uint ridge = canvas.NoiseSeed(), ground = canvas.NoiseSeed();
        Scalar sky = Canvas.Hsv(canvas.Random.Range(0.5, 0.65), 0.5, 0.9), land = Canvas.Hsv(canvas.Random.Range(0.08, 0.4), 0.6, 0.5);
        canvas.Shade(part, (x, y) =>
        {
            double h = (double)(y - part.Top) / part.Height;
            for (int k = 0; k < 3; k++)
            {
                double horizon = 0.35 + 0.2 * k + 0.25 * Noise.Fractal(x, 0, part.Width / (2f + k), 5, ridge + (uint)k);
                if (h <= horizon)
                    continue;
                double shade = 0.5 + 0.25 * k + 0.6 * Noise.Fractal(x, y, part.Width / 14f, 4, ground);
                return new Scalar(land.Val0 * shade + 40 * (2 - k), land.Val1 * shade + 25 * (2 - k), land.Val2 * shade + 15 * (2 - k));
            }
            return new Scalar(sky.Val0, sky.Val1 + 60 * h, sky.Val2 + 120 * h);
        });
    }

    private static void Chart(Canvas canvas, Rect part)
    {
        canvas.Box(part.X, part.Y, part.Width, part.Height, new Scalar(240, 240, 240));
        int bars = canvas.Random.Integer(5, 12);
        for (int i = 0; i < bars; i++)
        {
            double height = canvas.Random.Range(0.1, 0.95) * part.Height, step = (double)part.Width / bars;
            canvas.Box(part.X + (i + 0.15) * step, part.Bottom - height, 0.7 * step, height, Canvas.Hsv(0.55 + 0.05 * i, 0.7, 0.7));
        }
        for (int i = 0; i < 4; i++)
            canvas.Stroke(new(part.X, part.Y + i * part.Height / 4.0), new(part.Right, part.Y + i * part.Height / 4.0), new Scalar(90, 90, 90), 1);
    }

    private static void Grating(Canvas canvas, Rect part)
    {
        double period = canvas.Random.Range(5, 14), angle = canvas.Random.Range(0, Math.PI);
        Scalar one = Canvas.Hsv(canvas.Random.NextDouble(), 0.7, 0.85), other = Canvas.Hsv(canvas.Random.NextDouble(), 0.4, 0.3);
        double cx = part.X + part.Width * canvas.Random.NextDouble(), cy = part.Y + part.Height * canvas.Random.NextDouble();
        canvas.Shade(part, (x, y) =>
        {
            double rings = Math.Sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy));
            double phase = (x + y) % 400 < 200 ? rings : x * Math.Cos(angle) + y * Math.Sin(angle);
            return Math.Sin(2 * Math.PI * phase / period) > 0 ? one : other;
        });
    }
}
