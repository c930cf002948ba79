using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>A brick house front: rows of windows alike, each a little different, and shop signs.</summary>
internal static class FacadePainter
{
    internal static void Paint(Canvas canvas, double unit)
    {
        Scalar brick = Canvas.Hsv(canvas.Random.Range(0.01, 0.09), canvas.Random.Range(0.35, 0.6), canvas.Random.Range(0.5, 0.7));
        Bricks(canvas, unit, brick);
        uint stain = canvas.NoiseSeed();
        canvas.Modulate((x, y) => 0.5f * Math.Min(0, Noise.Fractal(x, y * 0.35f, (float)(160 * unit), 4, stain)));

        double pitchX = 330 * unit, pitchY = 430 * unit;
        double offset = canvas.Random.Range(0.2, 0.4) * pitchX;
        for (int row = 0; row * pitchY < canvas.Height; row++)
        {
            for (int column = 0; column * pitchX < canvas.Width; column++)
                Window(canvas, offset + column * pitchX, 0.2 * pitchY + row * pitchY, 170 * unit, 250 * unit);
            if (row % 2 == 1)
                Signs(canvas, row * pitchY - 0.03 * pitchY, unit);
        }
        Pipes(canvas, unit);
    }

    private static void Bricks(Canvas canvas, double unit, Scalar brick)
    {
        canvas.Box(0, 0, canvas.Width, canvas.Height, new Scalar(140, 150, 155));
        double width = 46 * unit, height = 16 * unit, gap = Math.Max(1.5, 2.5 * unit);
        for (int row = 0; row * height < canvas.Height; row++)
        {
            double shift = row % 2 * width / 2;
            for (double x = -shift; x < canvas.Width; x += width)
                canvas.Box(x + canvas.Random.Range(-1, 1) * unit, row * height, width - gap, height - gap, canvas.Vary(brick, 0.28));
        }
    }

    private static void Window(Canvas canvas, double x, double y, double width, double height)
    {
        SeededRandom random = canvas.Random;
        Scalar frame = canvas.Vary(new Scalar(205, 210, 212), 0.1);
        canvas.Box(x - 0.1 * width, y - 0.08 * height, 1.2 * width, 1.14 * height, canvas.Vary(new Scalar(150, 160, 168), 0.08));
        canvas.Box(x - 0.14 * width, y + 1.04 * height, 1.28 * width, 0.06 * height, canvas.Vary(new Scalar(120, 126, 130), 0.08));
        canvas.Box(x, y, width, height, frame);
        uint reflection = canvas.NoiseSeed();
        double dark = random.Range(0.15, 0.45);
        double curtain = random.Chance(0.6) ? random.Range(0.2, 0.8) : 0;
        Scalar cloth = Canvas.Hsv(random.NextDouble(), random.Range(0.05, 0.4), random.Range(0.6, 0.9));
        for (int pane = 0; pane < 6; pane++)
        {
            double px = x + (0.06 + pane % 2 * 0.47) * width, py = y + (0.05 + pane / 2 * 0.31) * height;
            canvas.Shade(new Rect((int)px, (int)py, (int)(0.41 * width), (int)(0.27 * height)), (ix, iy) =>
            {
                double glass = 255 * (dark + 0.3 * Noise.Fractal(ix, iy, (float)(0.5 * width), 3, reflection) + 0.25 * (1 - (iy - y) / height));
                bool hung = (iy - y) / height < curtain;
                double fold = 0.8 + 0.2 * Math.Sin(ix * 40 / width);
                return hung
                    ? new Scalar(cloth.Val0 * fold, cloth.Val1 * fold, cloth.Val2 * fold)
                    : new Scalar(glass * 1.1, glass, glass * 0.9);
            });
        }
        if (random.Chance(0.35))
            FlowerBox(canvas, x, y + 0.93 * height, width, 0.12 * height);
    }

    private static void FlowerBox(Canvas canvas, double x, double y, double width, double height)
    {
        canvas.Box(x, y, width, height, new Scalar(40, 60, 95));
        for (int i = 0; i < 60; i++)
        {
            bool flower = i > 40;
            Scalar color = flower ? Canvas.Hsv(canvas.Random.Pick([0.0, 0.14, 0.85]), 0.8, 0.9) : canvas.Vary(new Scalar(40, 110, 50), 0.5);
            canvas.Disc(x + canvas.Random.Range(0, 1) * width, y + canvas.Random.Range(-1.1, 0.3) * height, canvas.Random.Range(0.1, 0.28) * height, color);
        }
    }

    private static void Signs(Canvas canvas, double y, double unit)
    {
        for (double x = canvas.Random.Range(0, 300) * unit; x < canvas.Width; x += canvas.Random.Range(500, 900) * unit)
        {
            double width = canvas.Random.Range(260, 420) * unit, height = canvas.Random.Range(50, 80) * unit;
            Scalar board = Canvas.Hsv(canvas.Random.NextDouble(), canvas.Random.Range(0.3, 0.8), canvas.Random.Range(0.25, 0.8));
            canvas.Box(x + 3 * unit, y + 4 * unit, width, height, new Scalar(35, 35, 35));
            canvas.Box(x, y, width, height, board);
            Scalar ink = board.Val1 > 120 ? new Scalar(25, 25, 30) : new Scalar(225, 235, 240);
            canvas.Word(x + 0.06 * width, y + 0.2 * height, 0.88 * width, 0.55 * height, ink);
        }
    }

    private static void Pipes(Canvas canvas, double unit)
    {
        for (double x = canvas.Random.Range(100, 400) * unit; x < canvas.Width; x += canvas.Random.Range(700, 1300) * unit)
        {
            canvas.Box(x + 9 * unit, 0, 8 * unit, canvas.Height, new Scalar(50, 55, 60));
            canvas.Box(x, 0, 10 * unit, canvas.Height, canvas.Vary(new Scalar(125, 130, 128), 0.2));
            for (double y = canvas.Random.Range(0, 200) * unit; y < canvas.Height; y += 310 * unit)
                canvas.Box(x - 3 * unit, y, 16 * unit, 9 * unit, new Scalar(80, 84, 86));
        }
    }
}
