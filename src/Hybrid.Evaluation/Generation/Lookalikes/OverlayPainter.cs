using Hybrid.Evaluation.Generation.Painting;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>What is put over photographs after they are taken: the same pixels at the same place whatever lies below.</summary>
internal static class OverlayPainter
{
    private static readonly Scalar s_white = new(250, 250, 250), s_black = new(12, 12, 12);

    internal static void Caption(Canvas c)
    {
        double height = c.Random.Range(36, 90), top = c.Random.Chance(0.7) ? c.Height - height : 0;
        bool dark = c.Random.Chance(0.6);
        c.Box(0, top, c.Width, height, dark ? s_black : s_white);
        int lines = (int)(height / 30);
        for (int i = 0; i < lines; i++)
            c.Text(14, top + 8 + 28 * i, c.Width - 40, c.Random.Range(15, 20), dark ? s_white : s_black);
    }

    internal static void Subtitle(Canvas c)
    {
        for (int i = 0; i < c.Random.Integer(1, 2); i++)
        {
            double y = c.Height - 48 - 30 * i, x = c.Random.Range(60, 120);
            SeededRandom words = c.Random.Fork((ulong)i);
            foreach ((double shift, Scalar color) in new[] { (1.5, s_black), (0.0, new Scalar(220, 245, 250)) })
            {
                using Canvas line = c.With(words.Fork(0));
                line.Text(x + shift, y + shift, c.Width - 2 * x, 22, color);
            }
        }
        c.Box(c.Width - 96, 18, 74, 34, new Scalar(40, 40, 190));
        c.Word(c.Width - 90, 24, 62, 20, s_white);
    }

    internal static void Watermark(Canvas c)
    {
        using var layer = new Canvas(c.Width, c.Height, c.Random, Scalar.All(0));
        double pitchX = c.Random.Range(110, 190), pitchY = c.Random.Range(60, 110), height = c.Random.Range(14, 24);
        ulong word = c.Random.NextBits();
        for (int row = -1; row * pitchY < c.Height; row++)
        {
            for (double x = row % 2 * pitchX / 2 - pitchX; x < c.Width; x += pitchX)
            {
                using Canvas same = layer.With(new SeededRandom(word));
                same.Word(x, row * pitchY, pitchX * 0.8, height, Scalar.All(255));
            }
        }
        Cv2.AddWeighted(c.Picture, 1, layer.Picture, c.Random.Range(0.25, 0.5), 0, c.Picture);
    }

    internal static void Logo(Canvas c)
    {
        double size = c.Random.Range(70, 130), x = c.Random.Chance(0.5) ? 16 : c.Width - size - 16, y = c.Random.Chance(0.5) ? 16 : c.Height - size - 16;
        Scalar color = Canvas.Hsv(c.Random.NextDouble(), 0.8, 0.9);
        c.Disc(x + size / 2, y + size / 2, size / 2, color);
        for (int i = 0; i < 7; i++)
        {
            double a = 2 * Math.PI * i / 7;
            c.Stroke(new(x + size / 2, y + size / 2), new(x + size / 2 * (1 + 0.9 * Math.Cos(a)), y + size / 2 * (1 + 0.9 * Math.Sin(a))), s_white, 4);
        }
        c.Word(x + 0.1 * size, y + 0.4 * size, 0.8 * size, 0.22 * size, s_black);
    }

    internal static void Frame(Canvas c)
    {
        double width = c.Random.Range(24, 52);
        Scalar wood = Canvas.Hsv(c.Random.Range(0.05, 0.14), 0.6, c.Random.Range(0.3, 0.7));
        foreach (Rect side in new[] { new Rect(0, 0, c.Width, (int)width), new Rect(0, (int)(c.Height - width), c.Width, (int)width + 1), new Rect(0, 0, (int)width, c.Height), new Rect((int)(c.Width - width), 0, (int)width + 1, c.Height) })
            c.Box(side.X, side.Y, side.Width, side.Height, wood);
        for (double s = 0; s < c.Width; s += width * 0.8)
        {
            c.Disc(s, width / 2, width * 0.28, c.Vary(wood, 0.6));
            c.Disc(s, c.Height - width / 2, width * 0.28, c.Vary(wood, 0.6));
        }
        for (double s = 0; s < c.Height; s += width * 0.8)
        {
            c.Disc(width / 2, s, width * 0.28, c.Vary(wood, 0.6));
            c.Disc(c.Width - width / 2, s, width * 0.28, c.Vary(wood, 0.6));
        }
    }

    internal static void Film(Canvas c)
    {
        double band = c.Random.Range(36, 56), pitch = c.Random.Range(30, 46);
        c.Box(0, 0, c.Width, band, s_black);
        c.Box(0, c.Height - band, c.Width, band, s_black);
        for (double x = 8; x < c.Width; x += pitch)
        {
            c.Box(x, 0.25 * band, 0.5 * pitch, 0.5 * band, s_white);
            c.Box(x, c.Height - 0.75 * band, 0.5 * pitch, 0.5 * band, s_white);
        }
        c.Text(40, c.Height - 0.22 * band, 200, 9, new Scalar(60, 180, 240));
    }

    internal static void Letterbox(Canvas c)
    {
        double bar = c.Random.Range(50, 100);
        if (c.Random.Chance(0.7))
        {
            c.Box(0, 0, c.Width, bar, Scalar.All(0));
            c.Box(0, c.Height - bar, c.Width, bar, Scalar.All(0));
            return;
        }
        c.Box(0, 0, bar, c.Height, Scalar.All(0));
        c.Box(c.Width - bar, 0, bar, c.Height, Scalar.All(0));
    }

    internal static void RoundMask(Canvas c)
    {
        double x = c.Width / 2.0 + c.Random.Range(-20, 20), y = c.Height / 2.0 + c.Random.Range(-10, 10), radius = c.Random.Range(190, 235);
        c.Shade(new Rect(0, 0, c.Width, c.Height), (px, py) => (px - x) * (px - x) + (py - y) * (py - y) > radius * radius ? Scalar.All(4) : null);
        c.Text(10, 14, 130, 13, new Scalar(90, 210, 90));
        c.Polygon([new(x + radius + 4, y - 9), new(x + radius + 20, y), new(x + radius + 4, y + 9)], new Scalar(80, 220, 240));
    }

    internal static void NoData(Canvas c)
    {
        double cut = c.Random.Range(90, 220), slope = c.Random.Range(20, 150);
        c.Polygon([new(0, 0), new(cut, 0), new(cut - slope, c.Height), new(0, c.Height)], Scalar.All(0));
        c.Polygon([new(c.Width, 0), new(c.Width - cut * 0.4, 0), new(c.Width - cut * 0.4 - slope, c.Height), new(c.Width, c.Height)], Scalar.All(0));
        for (double y = 60; y < c.Height; y += 140)
            c.Box(0, y, c.Width, 3, Scalar.All(0));
    }

    internal static void Collage(Canvas c)
    {
        double gap = c.Random.Range(10, 18), x = c.Width * c.Random.Range(0.35, 0.65), y = c.Height * c.Random.Range(0.35, 0.65);
        c.Box(x - gap / 2, 0, gap, c.Height, s_white);
        c.Box(0, y - gap / 2, x, gap, s_white);
        c.Box(x, y * 1.3, c.Width - x, gap, s_white);
        c.Box(0, 0, c.Width, gap, s_white);
        c.Box(0, c.Height - gap - 26, c.Width, gap + 26, s_white);
        c.Text(30, c.Height - gap - 20, c.Width - 60, 17, s_black);
    }

    internal static void Instruments(Canvas c)
    {
        Scalar green = new(80, 240, 90);
        double cx = c.Width / 2.0, cy = c.Height / 2.0;
        c.Stroke(new(cx - 60, cy), new(cx - 15, cy), green, 2);
        c.Stroke(new(cx + 15, cy), new(cx + 60, cy), green, 2);
        for (int k = -4; k <= 4; k++)
        {
            double half = k % 2 == 0 ? 40 : 22;
            c.Stroke(new(cx - half, cy + 34 * k), new(cx + half, cy + 34 * k), green, 1);
            c.Stroke(new(40, cy + 40 * k), new(58, cy + 40 * k), green, 1);
            c.Text(64, cy + 40 * k - 7, 34, 11, green);
        }
        c.Text(c.Width - 150, 20, 130, 14, green);
        c.Text(c.Width - 150, c.Height - 40, 130, 14, green);
        c.Text(20, c.Height - 40, 140, 14, green);
    }

    internal static void Dashboard(Canvas c)
    {
        double top = c.Height - c.Random.Range(90, 140);
        c.Shade(new Rect(0, 0, c.Width, c.Height), (x, y) => y > top + 30 * Math.Pow((x - c.Width / 2.0) / c.Width * 2, 2) ? new Scalar(34, 32, 30) : null);
        for (int i = 0; i < 2; i++)
        {
            double x = c.Width * (0.3 + 0.35 * i), y = c.Height - 30;
            c.Disc(x, y, 46, new Scalar(18, 18, 18));
            for (int k = 0; k < 11; k++)
            {
                double a = Math.PI * (1 + k / 10.0);
                c.Stroke(new(x + 36 * Math.Cos(a), y + 36 * Math.Sin(a)), new(x + 44 * Math.Cos(a), y + 44 * Math.Sin(a)), s_white, 2);
            }
        }
        c.Text(12, 12, 240, 15, s_white);
    }

    internal static void Window(Canvas c)
    {
        c.Box(0, 0, c.Width, 28, new Scalar(150, 105, 60));
        c.Text(30, 6, 260, 14, s_white);
        foreach ((int k, Scalar color) in new[] { (0, new Scalar(70, 70, 220)), (1, new Scalar(200, 200, 200)), (2, new Scalar(200, 200, 200)) })
            c.Box(c.Width - 26 - 26 * k, 6, 18, 16, color);
        c.Box(0, 28, c.Width, 58, new Scalar(236, 236, 236));
        c.Text(10, 32, 420, 12, s_black);
        for (int k = 0; k < 16; k++)
        {
            c.Box(10 + 30 * k, 54, 22, 22, Canvas.Hsv(c.Random.NextDouble(), 0.5, 0.8));
            c.Box(15 + 30 * k, 59, 12, 7, s_white);
        }
        c.Box(c.Width - 16, 86, 16, c.Height, new Scalar(215, 215, 215));
        c.Box(0, c.Height - 22, c.Width, 22, new Scalar(236, 236, 236));
        c.Text(8, c.Height - 18, 300, 11, s_black);
    }

    internal static void WebPage(Canvas c)
    {
        c.Box(0, 0, c.Width, 44, new Scalar(60, 40, 30));
        c.Word(14, 12, 90, 20, s_white);
        for (int k = 0; k < 5; k++)
            c.Text(150 + 90 * k, 16, 70, 12, s_white);
        c.Box(0, 44, 150, c.Height - 44, new Scalar(245, 245, 245));
        for (double y = 60; y < c.Height - 30; y += 27)
        {
            c.Disc(16, y + 6, 4, new Scalar(160, 120, 60));
            c.Text(28, y, 110, 11, new Scalar(70, 60, 60));
        }
    }

    internal static void MapFrame(Canvas c)
    {
        foreach (Rect side in new[] { new Rect(0, 0, c.Width, 26), new Rect(0, c.Height - 26, c.Width, 26), new Rect(0, 0, 26, c.Height), new Rect(c.Width - 26, 0, 26, c.Height) })
            c.Box(side.X, side.Y, side.Width, side.Height, s_white);
        for (double x = 70; x < c.Width; x += 100)
        {
            c.Stroke(new(x, 20), new(x, c.Height - 20), new Scalar(60, 60, 60), 1);
            c.Text(x - 18, 6, 40, 10, s_black);
        }
        for (double y = 60; y < c.Height; y += 100)
            c.Stroke(new(20, y), new(c.Width - 20, y), new Scalar(60, 60, 60), 1);
        c.Box(c.Width - 170, c.Height - 150, 134, 112, s_white);
        for (int k = 0; k < 5; k++)
        {
            c.Box(c.Width - 162, c.Height - 140 + 20 * k, 18, 12, Canvas.Hsv(c.Random.NextDouble(), 0.6, 0.8));
            c.Text(c.Width - 138, c.Height - 140 + 20 * k, 96, 10, s_black);
        }
    }

    internal static void LensDirt(Canvas c)
    {
        int spots = c.Random.Integer(60, 110);
        for (int i = 0; i < spots; i++)
        {
            double radius = c.Random.Range(2, 9);
            c.Disc(c.Random.Range(0, c.Width), c.Random.Range(0, c.Height), radius, c.Random.Chance(0.7) ? new Scalar(25, 28, 30) : new Scalar(190, 195, 200));
        }
        for (int i = 0; i < 10; i++)
        {
            var from = new Point2d(c.Random.Range(0, c.Width), c.Random.Range(0, c.Height));
            c.Stroke(from, new(from.X + c.Random.Range(-90, 90), from.Y + c.Random.Range(-90, 90)), new Scalar(30, 30, 30), c.Random.Integer(1, 3));
        }
    }
}
