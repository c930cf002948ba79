using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>What painters draw on: an 8-bit BGR picture, a random stream and the strokes they have in common.</summary>
internal sealed class Canvas : IDisposable
{
    // Fractional bits of the coordinates given to OpenCV's drawing functions.
    private const int Shift = 4;

    private static readonly string[] s_words =
    [
        "north", "harbour", "museum", "No. 17", "open", "gallery", "coffee", "platform 3", "ticket", "market", "1924", "radio", "theatre", "library",
        "bridge", "summer", "lantern", "atlas", "notes", "garden", "winter tale", "48 km", "signal", "copper", "express", "bakery", "quartet", "delta",
    ];

    private readonly bool _ownsPicture = true;

    internal Canvas(int width, int height, SeededRandom random, Scalar background)
    {
        Random = random;
        Picture = new Mat(height, width, MatType.CV_8UC3, background);
    }

    private Canvas(Mat picture, SeededRandom random)
    {
        Random = random;
        Picture = picture;
        _ownsPicture = false;
    }

    /// <summary>Draws on a picture of another owner, CV_8UC3.</summary>
    internal static Canvas Over(Mat picture, SeededRandom random) => new(picture, random);

    /// <summary>The same picture, decided by another stream.</summary>
    internal Canvas With(SeededRandom random) => new(Picture, random);

    internal Mat Picture { get; }

    internal SeededRandom Random { get; }

    internal int Width => Picture.Width;

    internal int Height => Picture.Height;

    public void Dispose()
    {
        if (_ownsPicture)
            Picture.Dispose();
    }

    /// <summary>A colour of hue 0..1, saturation and value 0..1, in BGR.</summary>
    internal static Scalar Hsv(double hue, double saturation, double value)
    {
        double h = (hue - Math.Floor(hue)) * 6;
        double Channel(double shift)
        {
            double d = Math.Abs((h + shift) % 6 - 3);
            return 255 * value * (1 - saturation * (1 - Math.Clamp(d - 1, 0, 1)));
        }
        return new Scalar(Channel(2), Channel(4), Channel(0));
    }

    /// <summary>A colour moved a little at random, brightness more than hue.</summary>
    internal Scalar Vary(Scalar color, double amount)
    {
        double gain = 1 + amount * Random.Range(-1, 1);
        return new Scalar(
            Math.Clamp(color.Val0 * gain * (1 + 0.3 * amount * Random.Range(-1, 1)), 0, 255),
            Math.Clamp(color.Val1 * gain, 0, 255),
            Math.Clamp(color.Val2 * gain * (1 + 0.3 * amount * Random.Range(-1, 1)), 0, 255));
    }

    internal void Polygon(IEnumerable<Point2d> corners, Scalar color) =>
        Cv2.FillPoly(Picture, [corners.Select(Fixed)], color, LineTypes.AntiAlias, Shift);

    internal void Box(double x, double y, double width, double height, Scalar color) =>
        Polygon([new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height)], color);

    internal void Disc(double x, double y, double radius, Scalar color) =>
        Cv2.Circle(Picture, Fixed(new Point2d(x, y)), (int)(radius * (1 << Shift)), color, -1, LineTypes.AntiAlias, Shift);

    internal void Stroke(Point2d from, Point2d to, Scalar color, int thickness) =>
        Cv2.Line(Picture, Fixed(from), Fixed(to), color, thickness, LineTypes.AntiAlias, Shift);

    /// <summary>A line of random words about as wide as asked for.</summary>
    /// <returns>The width in pixels that it took.</returns>
    internal double Text(double x, double y, double width, double height, Scalar color, HersheyFonts font = HersheyFonts.HersheySimplex)
    {
        double scale = height / 22;
        int thickness = Math.Max(1, (int)Math.Round(height / 14));
        string line = Random.Pick(s_words);
        int drawn = Cv2.GetTextSize(line, font, scale, thickness, out _).Width;
        while (drawn < width * 0.8)
        {
            string longer = line + " " + Random.Pick(s_words);
            int size = Cv2.GetTextSize(longer, font, scale, thickness, out _).Width;
            if (size > width)
                break;
            (line, drawn) = (longer, size);
        }
        Cv2.PutText(Picture, line, new Point((int)x, (int)(y + height)), font, scale, color, thickness, LineTypes.AntiAlias);
        return drawn;
    }

    /// <summary>One word, as high as asked for and cut off nowhere within <paramref name="width"/>.</summary>
    internal void Word(double x, double y, double width, double height, Scalar color)
    {
        const HersheyFonts font = HersheyFonts.HersheyTriplex;
        string word = Random.Pick(s_words).ToUpperInvariant();
        int natural = Cv2.GetTextSize(word, font, 1, 2, out _).Width;
        double scale = Math.Min(height / 22, width / natural);
        Cv2.PutText(Picture, word, new Point((int)x, (int)(y + height)), font, scale, color, Math.Max(1, (int)(scale * 1.8)), LineTypes.AntiAlias);
    }

    /// <summary>Multiplies every pixel by 1 + gain(x, y).</summary>
    internal void Modulate(Func<int, int, float> gain) => Modulate(new Rect(0, 0, Width, Height), gain);

    /// <summary>Multiplies the pixels of a part by 1 + gain(x, y), in the picture's coordinates.</summary>
    internal unsafe void Modulate(Rect part, Func<int, int, float> gain)
    {
        part = part.Intersect(new Rect(0, 0, Width, Height));
        Concurrency.For(part.Top, part.Bottom, y =>
        {
            var row = new Span<byte>((void*)Picture.Ptr(y), 3 * Width);
            for (int x = part.Left; x < part.Right; x++)
            {
                float g = 1 + gain(x, y);
                for (int c = 3 * x; c < 3 * x + 3; c++)
                    row[c] = (byte)(Math.Clamp(row[c] * g, 0, 255) + 0.5f);
            }
        });
    }

    /// <summary>Replaces the pixels of a part by colour(x, y), BGR in 0..255, where it is not null.</summary>
    internal unsafe void Shade(Rect part, Func<int, int, Scalar?> color)
    {
        part = part.Intersect(new Rect(0, 0, Width, Height));
        Concurrency.For(part.Top, part.Bottom, y =>
        {
            var row = new Span<byte>((void*)Picture.Ptr(y), 3 * Width);
            for (int x = part.Left; x < part.Right; x++)
            {
                if (color(x, y) is not { } c)
                    continue;
                row[3 * x] = (byte)(Math.Clamp(c.Val0, 0, 255) + 0.5);
                row[3 * x + 1] = (byte)(Math.Clamp(c.Val1, 0, 255) + 0.5);
                row[3 * x + 2] = (byte)(Math.Clamp(c.Val2, 0, 255) + 0.5);
            }
        });
    }

    /// <summary>A seed for a noise field of this canvas.</summary>
    internal uint NoiseSeed() => (uint)Random.NextBits();

    private static Point Fixed(Point2d p) => new((int)Math.Round(p.X * (1 << Shift)), (int)Math.Round(p.Y * (1 << Shift)));
}
