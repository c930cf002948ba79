using Hybrid.Evaluation.Generation.Painting;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>Layouts that everyone knows, each with other content. The canvas' own stream is the shared one.</summary>
internal static class LayoutPainter
{
    private static readonly Scalar s_ink = new(40, 34, 32), s_paper = new(236, 242, 246), s_copper = new(60, 140, 190);

    internal static void Calendar(Canvas c, SeededRandom own)
    {
        const int columns = 7, rows = 5;
        double left = 24, top = 70, width = (c.Width - 48) / (double)columns, height = (c.Height - top - 16) / rows;
        c.Word(left, 12, 260, 26, s_ink);
        for (int column = 0; column < columns; column++)
            c.Word(left + width * column + 6, top - 20, width - 12, 13, new Scalar(60, 60, 170));
        for (int line = 0; line <= columns; line++)
            c.Stroke(new(left + width * line, top), new(left + width * line, top + height * rows), s_ink, 1);
        for (int line = 0; line <= rows; line++)
            c.Stroke(new(left, top + height * line), new(left + width * columns, top + height * line), s_ink, 1);
        int first = own.Integer(0, 6), day = 1;
        using Canvas month = c.With(own);
        for (int cell = first; cell < columns * rows && day <= 31; cell++, day++)
        {
            double x = left + width * (cell % columns), y = top + height * (cell / columns);
            Number(c, day, x + 5, y + 24, 0.7);
            if (own.Chance(0.45))
                month.Text(x + 6, y + 36, width - 16, 10, new Scalar(140, 70, 40), HersheyFonts.HersheyScriptSimplex);
        }
    }

    internal static void Receipt(Canvas c, SeededRandom own)
    {
        double left = 150, right = c.Width - 150;
        c.Box(0, 0, c.Width, c.Height, new Scalar(120, 125, 130));
        c.Box(left - 20, 0, right - left + 40, c.Height, s_paper);
        c.Word(left + 60, 12, 220, 26, s_ink);
        c.Text(left + 30, 46, 280, 11, s_ink);
        c.Text(left + 50, 62, 240, 11, s_ink);
        c.Stroke(new(left, 84), new(right, 84), s_ink, 1);
        using Canvas sale = c.With(own);
        for (double y = 92; y < c.Height - 110; y += 19)
        {
            sale.Text(left, y, own.Range(90, 210), 12, s_ink);
            Number(c, own.Integer(101, 9999), right - 56, y + 12, 0.5);
        }
        c.Stroke(new(left, c.Height - 104), new(right, c.Height - 104), s_ink, 1);
        c.Word(left, c.Height - 94, 100, 18, s_ink);
        Number(c, own.Integer(1001, 99999), right - 90, c.Height - 78, 0.8);
        c.Text(left + 30, c.Height - 62, 280, 11, s_ink);
        for (double x = left; x < right; x += own.Range(4, 9))
            c.Box(x, c.Height - 42, own.Range(1, 4), 34, s_ink);
    }

    internal static void Chess(Canvas c, SeededRandom own)
    {
        const int squares = 8;
        double side = (c.Height - 40) / (double)squares, left = (c.Width - squares * side) / 2, top = 14;
        Scalar dark = Canvas.Hsv(c.Random.Range(0.05, 0.4), 0.35, 0.6), light = Canvas.Hsv(0.12, 0.12, 0.93);
        c.Box(left - 6, top - 6, squares * side + 12, squares * side + 12, s_ink);
        for (int row = 0; row < squares; row++)
        {
            Number(c, squares - row, left - 24, top + side * (row + 0.6), 0.5);
            for (int column = 0; column < squares; column++)
            {
                double x = left + side * column, y = top + side * row;
                c.Box(x, y, side, side, (row + column) % 2 == 0 ? light : dark);
                if (own.Chance(0.4))
                    Piece(c, own, x + side / 2, y + side / 2, side);
            }
        }
    }

    internal static void Crossword(Canvas c, SeededRandom own)
    {
        const int columns = 15, rows = 11;
        double side = (c.Height - 40) / (double)rows, left = (c.Width - columns * side) / 2, top = 20;
        c.Box(left, top, columns * side, rows * side, s_ink);
        int number = 1;
        for (int cell = 0; cell < columns * rows; cell++)
        {
            double x = left + side * (cell % columns), y = top + side * (cell / columns);
            if (c.Random.Chance(0.22))
                continue;
            c.Box(x + 1, y + 1, side - 2, side - 2, Scalar.All(252));
            if (c.Random.Chance(0.3))
                Number(c, number++, x + 3, y + 11, 0.3);
            string letter = ((char)('A' + own.Integer(0, 25))).ToString();
            Cv2.PutText(c.Picture, letter, new Point((int)(x + 0.3 * side), (int)(y + 0.82 * side)), HersheyFonts.HersheySimplex, 0.75, new Scalar(130, 50, 30), 2, LineTypes.AntiAlias);
        }
    }

    internal static void Circuit(Canvas c, SeededRandom own)
    {
        c.Box(0, 0, c.Width, c.Height, new Scalar(70, 105, 30));
        for (int i = 0; i < 46; i++)
        {
            var from = new Point2d(c.Random.Range(0, c.Width), c.Random.Range(0, c.Height));
            var bend = new Point2d(from.X + c.Random.Range(-160, 160), from.Y);
            c.Stroke(from, bend, new Scalar(90, 135, 50), 3);
            c.Stroke(bend, new(bend.X, bend.Y + c.Random.Range(-120, 120)), new Scalar(90, 135, 50), 3);
        }
        for (double y = 34; y < c.Height - 20; y += 54)
        {
            for (double x = 36; x < c.Width - 20; x += 66)
            {
                for (int pad = 0; pad < 2; pad++)
                    c.Box(x - 24 + 36 * pad, y - 9, 11, 18, s_copper);
                c.Text(x - 20, y + 14, 30, 8, Scalar.All(235));
                if (own.Chance(0.55))
                    Part(c, own, x - 6, y);
            }
        }
    }

    internal static void Gauges(Canvas c, SeededRandom own)
    {
        c.Box(0, 0, c.Width, c.Height, new Scalar(52, 50, 48));
        for (int dial = 0; dial < 12; dial++)
        {
            double x = 85 + 156 * (dial % 4), y = 82 + 156 * (dial / 4);
            c.Disc(x, y, 70, new Scalar(22, 22, 22));
            for (int k = 0; k <= 20; k++)
            {
                (double sin, double cos) = Math.SinCos(Math.PI * (0.75 + 1.5 * k / 20));
                double inner = k % 5 == 0 ? 52 : 59;
                c.Stroke(new(x + inner * cos, y + inner * sin), new(x + 66 * cos, y + 66 * sin), Scalar.All(240), k % 5 == 0 ? 2 : 1);
            }
            c.Word(x - 24, y + 46, 48, 12, Scalar.All(210));
            (double needleY, double needleX) = Math.SinCos(Math.PI * own.Range(0.75, 2.25));
            c.Stroke(new(x - 12 * needleX, y - 12 * needleY), new(x + 58 * needleX, y + 58 * needleY), new Scalar(50, 70, 235), 3);
            c.Disc(x, y, 7, Scalar.All(120));
            Number(c, own.Integer(100, 999), x - 17, y + 32, 0.5, Scalar.All(250));
        }
    }

    private static void Piece(Canvas c, SeededRandom own, double x, double y, double side)
    {
        (Scalar fill, Scalar line) = own.Chance(0.5) ? (Scalar.All(250), Scalar.All(20)) : (Scalar.All(24), Scalar.All(190));
        double foot = 0.3 * side, head = own.Range(0.1, 0.2) * side;
        Point2d[] body = [new(x - foot, y + 0.34 * side), new(x + foot, y + 0.34 * side), new(x + 0.4 * foot, y - 0.08 * side), new(x - 0.4 * foot, y - 0.08 * side)];
        c.Polygon(body, fill);
        c.Disc(x, y - 0.16 * side, head, fill);
        for (int i = 0; i < body.Length; i++)
            c.Stroke(body[i], body[(i + 1) % body.Length], line, 1);
        if (own.Chance(0.5))
            c.Stroke(new(x - 0.2 * side, y - 0.3 * side), new(x + 0.2 * side, y - 0.3 * side), line, 2);
    }

    private static void Part(Canvas c, SeededRandom own, double x, double y)
    {
        if (own.Chance(0.5))
        {
            c.Box(x - 17, y - 10, 34, 20, Canvas.Hsv(own.NextDouble(), 0.25, own.Range(0.1, 0.8)));
            Number(c, own.Integer(10, 999), x - 14, y + 5, 0.35, Scalar.All(225));
            return;
        }
        c.Disc(x, y, own.Range(10, 16), Canvas.Hsv(own.NextDouble(), 0.4, 0.7));
        c.Disc(x, y, own.Range(4, 8), Scalar.All(200));
    }

    private static void Number(Canvas c, int value, double x, double y, double scale, Scalar? color = null) =>
        Cv2.PutText(c.Picture, FormattableString.Invariant($"{value}"), new Point((int)x, (int)y), HersheyFonts.HersheySimplex, scale, color ?? s_ink, 1, LineTypes.AntiAlias);
}
