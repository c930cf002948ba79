using Hybrid.Evaluation.Generation.Painting;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>Surfaces of one lattice and different detail, and views of one layout. The canvas' own stream is the shared one.</summary>
internal static class LatticePainter
{
    internal static void Bricks(Canvas c, SeededRandom own)
    {
        double width = c.Random.Range(48, 80), height = c.Random.Range(18, 30);
        Scalar brick = Canvas.Hsv(c.Random.Range(0.01, 0.08), 0.55, 0.6);
        c.Box(0, 0, c.Width, c.Height, new Scalar(165, 172, 176));
        using Canvas wall = c.With(own);
        double x0 = own.Range(-1, 0) * width, y0 = own.Range(-1, 0) * height;
        for (int row = 0; y0 + row * height < c.Height; row++)
        {
            for (double x = x0 - row % 2 * width / 2 - width; x < c.Width; x += width)
                wall.Box(x, y0 + row * height, width - 4, height - 4, wall.Vary(brick, 0.22));
        }
        Dirt(wall, 0.18f);
    }

    internal static void Paving(Canvas c, SeededRandom own)
    {
        double side = c.Random.Range(40, 70);
        Scalar stone = Canvas.Hsv(c.Random.Range(0.08, 0.14), 0.15, 0.7);
        using Canvas floor = c.With(own);
        floor.Box(0, 0, c.Width, c.Height, new Scalar(70, 76, 80));
        double x0 = own.Range(-1, 0) * side, y0 = own.Range(-1, 0) * side;
        for (double y = y0; y < c.Height; y += side)
        {
            for (double x = x0; x < c.Width; x += side)
                floor.Box(x + 1.5, y + 1.5, side - 3, side - 3, floor.Vary(stone, 0.14));
        }
        Dirt(floor, 0.22f);
    }

    internal static void Grid(Canvas c, SeededRandom own)
    {
        double pitch = c.Random.Range(22, 44);
        Scalar line = Canvas.Hsv(c.Random.NextDouble(), 0.5, 0.6);
        using Canvas paper = c.With(own);
        double x0 = own.Range(0, 1) * pitch, y0 = own.Range(0, 1) * pitch;
        for (double x = x0; x < c.Width; x += pitch)
            paper.Stroke(new(x, 0), new(x, c.Height), line, 1);
        for (double y = y0; y < c.Height; y += pitch)
            paper.Stroke(new(0, y), new(c.Width, y), line, 1);
        for (int i = 0; i < 5; i++)
            paper.Disc(own.Range(40, c.Width - 40), own.Range(40, c.Height - 40), own.Range(8, 30), Canvas.Hsv(own.NextDouble(), 0.6, 0.7));
    }

    internal static void Perforated(Canvas c, SeededRandom own)
    {
        double pitch = c.Random.Range(26, 42), radius = 0.3 * pitch;
        using Canvas sheet = c.With(own);
        sheet.Box(0, 0, c.Width, c.Height, new Scalar(175, 178, 180));
        double x0 = own.Range(-1, 0) * pitch, y0 = own.Range(-1, 0) * pitch;
        for (int row = 0; y0 + row * pitch * 0.87 < c.Height + pitch; row++)
        {
            for (double x = x0 + row % 2 * pitch / 2; x < c.Width + pitch; x += pitch)
                sheet.Disc(x, y0 + row * pitch * 0.87, radius, new Scalar(35, 35, 38));
        }
        Dirt(sheet, 0.2f);
    }

    internal static void Windows(Canvas c, SeededRandom own)
    {
        double pitchX = c.Random.Range(64, 96), pitchY = c.Random.Range(70, 104);
        using Canvas house = c.With(own);
        house.Box(0, 0, c.Width, c.Height, Canvas.Hsv(c.Random.Range(0.05, 0.15), 0.2, 0.75));
        double x0 = own.Range(-1, 0) * pitchX, y0 = own.Range(-1, 0) * pitchY;
        for (double y = y0; y < c.Height; y += pitchY)
        {
            for (double x = x0; x < c.Width; x += pitchX)
            {
                house.Box(x + 0.2 * pitchX, y + 0.2 * pitchY, 0.6 * pitchX, 0.62 * pitchY, new Scalar(225, 225, 225));
                house.Box(x + 0.24 * pitchX, y + 0.24 * pitchY, 0.52 * pitchX, 0.54 * pitchY, house.Vary(new Scalar(90, 75, 60), 0.5));
                house.Box(x + 0.48 * pitchX, y + 0.24 * pitchY, 0.04 * pitchX, 0.54 * pitchY, new Scalar(225, 225, 225));
            }
        }
        Dirt(house, 0.12f);
    }

    internal static void Horizon(Canvas c, SeededRandom own)
    {
        double level = c.Height * c.Random.Range(0.4, 0.65);
        Scalar sky = Canvas.Hsv(c.Random.Range(0.52, 0.62), 0.45, 0.9), sea = Canvas.Hsv(c.Random.Range(0.5, 0.6), 0.6, 0.45);
        uint clouds = (uint)own.NextBits(), waves = (uint)own.NextBits();
        c.Shade(new Rect(0, 0, c.Width, c.Height), (x, y) =>
        {
            double light = y < level
                ? 0.85 + 0.25 * Noise.Fractal(x, 2.2f * y, 150, 5, clouds) + 0.1 * y / level
                : 0.9 + 0.3 * Noise.Fractal(x, (float)(6 * (y - level)), (float)(20 + 0.5 * (y - level)), 3, waves);
            Scalar color = y < level ? sky : sea;
            return new Scalar(color.Val0 * light, color.Val1 * light, color.Val2 * light);
        });
        using Canvas view = c.With(own);
        for (int i = 0; i < own.Integer(1, 4); i++)
        {
            double x = own.Range(30, c.Width - 60), length = own.Range(14, 50);
            view.Polygon([new(x, level - 5), new(x + length, level - 5), new(x + 0.85 * length, level + 3), new(x + 0.15 * length, level + 3)], new Scalar(40, 40, 60));
            view.Polygon([new(x + 0.5 * length, level - 6), new(x + 0.5 * length, level - length), new(x + 0.9 * length, level - 6)], new Scalar(235, 235, 235));
        }
    }

    private static void Dirt(Canvas canvas, float strength)
    {
        uint fine = canvas.NoiseSeed(), coarse = canvas.NoiseSeed();
        canvas.Modulate((x, y) => strength * Noise.Fractal(x, y, 9, 3, fine) + strength * Noise.Fractal(x, y, 160, 3, coarse));
    }
}
