using Hybrid.Evaluation.Generation.Painting;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>Printed matter of one layout with different content. The canvas' own stream is the shared one.</summary>
internal static class DocumentPainter
{
    private static readonly Scalar s_ink = new(40, 34, 32);

    internal static void Letterhead(Canvas c, SeededRandom own)
    {
        c.Word(40, 26, 240, 34, Canvas.Hsv(c.Random.NextDouble(), 0.7, 0.5));
        c.Disc(c.Width - 90, 52, 34, Canvas.Hsv(c.Random.NextDouble(), 0.6, 0.7));
        c.Word(c.Width - 116, 44, 52, 14, Scalar.All(255));
        c.Stroke(new(40, 100), new(c.Width - 40, 100), s_ink, 2);
        c.Text(40, c.Height - 30, c.Width - 80, 10, s_ink);
        Lines(c, own, 130, c.Height - 60, 40, c.Width - 40, own.Range(12, 14), 24);
    }

    internal static void Form(Canvas c, SeededRandom own)
    {
        c.Word(30, 16, 300, 22, s_ink);
        for (int row = 0; row < 9; row++)
        {
            double y = 60 + 44 * row, split = c.Random.Range(0.35, 0.7) * c.Width;
            foreach ((double x, double width) in new[] { (30.0, split - 40), (split, c.Width - split - 30) })
            {
                c.Text(x, y - 2, 110, 9, s_ink);
                foreach ((Point2d a, Point2d b) in new[] { (new Point2d(x, y + 12), new Point2d(x + width, y + 12)), (new Point2d(x, y + 36), new Point2d(x + width, y + 36)), (new Point2d(x, y + 12), new Point2d(x, y + 36)), (new Point2d(x + width, y + 12), new Point2d(x + width, y + 36)) })
                    c.Stroke(a, b, s_ink, 1);
                using Canvas hand = c.With(own);
                hand.Text(x + 8, y + 16, width * own.Range(0.3, 0.9), 14, new Scalar(150, 60, 30), HersheyFonts.HersheyScriptSimplex);
            }
        }
    }

    internal static void Text(Canvas c, SeededRandom own) => Lines(c, own, 30, c.Height - 20, 36, c.Width - 36, 13, 22);

    internal static void Table(Canvas c, SeededRandom own)
    {
        double left = 24, width = c.Width - 48, step = width / 6;
        for (int row = 0; row <= 17; row++)
        {
            double y = 30 + 25 * row;
            c.Stroke(new(left, y), new(left + width, y), s_ink, row <= 1 ? 2 : 1);
            for (int column = 0; column < 6 && row < 17; column++)
            {
                bool isHead = row == 0 || column == 0;
                using Canvas cell = isHead ? c.With(c.Random.Fork((ulong)(6 * row + column))) : c.With(own);
                cell.Text(left + step * column + 5, y + 6, step * 0.8, 11, s_ink);
            }
        }
        for (int column = 0; column <= 6; column++)
            c.Stroke(new(left + step * column, 30), new(left + step * column, 30 + 25 * 17), s_ink, 1);
    }

    internal static void Chart(Canvas c, SeededRandom own)
    {
        const double left = 70, top = 40, width = 530, height = 370;
        c.Text(left, 10, 360, 17, s_ink);
        for (int k = 0; k <= 8; k++)
        {
            double x = left + width * k / 8, y = top + height * k / 8;
            c.Stroke(new(x, top), new(x, top + height), new Scalar(205, 205, 205), 1);
            c.Stroke(new(left, y), new(left + width, y), new Scalar(205, 205, 205), 1);
            c.Text(x - 14, top + height + 8, 36, 11, s_ink);
            c.Text(20, y - 6, 44, 11, s_ink);
        }
        c.Stroke(new(left, top), new(left, top + height), s_ink, 2);
        c.Stroke(new(left, top + height), new(left + width, top + height), s_ink, 2);
        for (int curve = 0; curve < 3; curve++)
        {
            Scalar color = Canvas.Hsv(0.1 + 0.3 * curve, 0.8, 0.7);
            double value = own.Range(0.2, 0.8);
            for (int i = 1; i <= 40; i++)
            {
                double next = Math.Clamp(value + own.Range(-0.08, 0.08), 0.02, 0.98);
                c.Stroke(new(left + width * (i - 1) / 40, top + height * value), new(left + width * i / 40, top + height * next), color, 2);
                value = next;
            }
        }
    }

    internal static void Score(Canvas c, SeededRandom own)
    {
        c.Text(180, 12, 280, 18, s_ink);
        for (int system = 0; system < 5; system++)
        {
            double y = 70 + 80 * system;
            for (int k = 0; k < 5; k++)
                c.Stroke(new(30, y + 9 * k), new(c.Width - 30, y + 9 * k), s_ink, 1);
            for (int bar = 0; bar <= 4; bar++)
                c.Stroke(new(30 + (c.Width - 60) * bar / 4.0, y), new(30 + (c.Width - 60) * bar / 4.0, y + 36), s_ink, 2);
            for (double x = 70; x < c.Width - 40; x += own.Range(16, 34))
            {
                double note = y + 4.5 * own.Integer(0, 8);
                c.Disc(x, note, 4.6, s_ink);
                c.Stroke(new(x + 4, note), new(x + 4, note - 28), s_ink, 1);
            }
        }
    }

    private static void Lines(Canvas c, SeededRandom own, double top, double bottom, double left, double right, double height, double pitch)
    {
        using Canvas page = c.With(own);
        for (double y = top; y + height < bottom; y += pitch)
            page.Text(left, y, (right - left) * (own.Chance(0.12) ? own.Range(0.3, 0.7) : 1), height, s_ink);
    }
}
