using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Shelves of books, titles along the spines.</summary>
internal static class BookPainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(28, 34, 42));
        double shelf = 330 * unit;
        for (double bottom = shelf; bottom < canvas.Height + shelf; bottom += shelf)
        {
            for (double x = 0; x < canvas.Width;)
            {
                if (canvas.Random.Chance(0.04))
                {
                    x += canvas.Random.Range(20, 70) * unit;
                    continue;
                }
                double width = canvas.Random.Range(18, 58) * unit, height = canvas.Random.Range(0.62, 0.9) * shelf;
                Book(canvas, x, bottom - 22 * unit, width, height, unit);
                x += width + canvas.Random.Range(0.5, 2.5) * unit;
            }
            Scalar wood = new(70, 105, 140);
            canvas.Box(0, bottom - 22 * unit, canvas.Width, 22 * unit, wood);
            uint grain = canvas.NoiseSeed();
            canvas.Modulate(new Rect(0, (int)(bottom - 22 * unit), canvas.Width, (int)(22 * unit)),
                (px, py) => 0.6f * Noise.Fractal(px * 0.05f, py, (float)(9 * unit), 4, grain));
        }
    }

    private static void Book(Canvas canvas, double x, double bottom, double width, double height, double unit)
    {
        SeededRandom random = canvas.Random;
        Scalar cover = Canvas.Hsv(random.NextDouble(), random.Range(0.1, 0.5), random.Range(0.2, 0.8));
        bool isDark = cover.Val1 + cover.Val2 < 230;
        Scalar ink = isDark ? new Scalar(150, 215, 230) : new Scalar(30, 30, 40);
        using (var spine = new Canvas((int)height, (int)width, random.Fork(random.NextBits()), cover))
        {
            // Drawn lying down and stood up afterwards; round in the middle by shading.
            for (int i = 0; i < random.Integer(1, 4); i++)
                spine.Box(random.Range(0.03, 0.95) * height, 0, random.Range(2, 12) * unit, width, canvas.Vary(ink, 0.2));
            spine.Word(0.2 * height, 0.3 * width, 0.5 * height, 0.42 * width, ink);
            if (random.Chance(0.6))
                spine.Text(0.75 * height, 0.38 * width, 0.2 * height, 0.25 * width, ink);
            spine.Modulate((_, py) => -0.4f * (float)Math.Pow(Math.Abs(2 * py / width - 1), 3));
            using var stood = new Mat();
            Cv2.Rotate(spine.Picture, stood, RotateFlags.Rotate90Counterclockwise);
            Rect place = new Rect((int)x, (int)(bottom - height), stood.Width, stood.Height).Intersect(new Rect(0, 0, canvas.Width, canvas.Height));
            if (place.Width <= 0 || place.Height <= 0)
                return;
            int top = place.Y - (int)(bottom - height);
            using Mat source = stood[new Rect(place.X - (int)x, top, place.Width, place.Height)];
            using Mat target = canvas.Picture[place];
            source.CopyTo(target);
        }
    }
}
