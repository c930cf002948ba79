using OpenCvSharp;

namespace Hybrid.Tests.Verification;

/// <summary>Layouts to be filled in, and scenes before a camera that stands still.</summary>
internal static class LayoutScenes
{
    private const int Width = LookalikeScenes.Width;
    private const int Height = LookalikeScenes.Height;

    /// <summary>A form: the boxes and their labels are always the same, what is written into them is the seed's.</summary>
    public static Mat Form(int seed)
    {
        Mat page = Paper();
        Random print = new(1), hand = new(seed);
        for (int y = 14; y + 34 < Height; y += 38)
        {
            int split = print.Next(180, 300);
            foreach ((int left, int right) in new[] { (16, split - 10), (split, Width - 16) })
            {
                Write(page, Letters(print, 9), left, y + 6, 0.32, HersheyFonts.HersheySimplex);
                Cv2.Rectangle(page, new Rect(left, y + 10, right - left, 22), Scalar.All(60), 1);
                Write(page, Letters(hand, (right - left) / 10), left + 6, y + 27, 0.5, HersheyFonts.HersheyScriptSimplex);
            }
        }
        return page;
    }

    /// <summary>Five staves of notes that are the seed's.</summary>
    public static Mat Staves(int seed)
    {
        Mat page = Paper();
        var random = new Random(seed);
        for (int y = 34; y + 40 < Height; y += 66)
        {
            for (int line = 0; line < 5; line++)
                Cv2.Line(page, new Point(16, y + 8 * line), new Point(Width - 16, y + 8 * line), Scalar.All(60));
            for (int bar = 0; bar <= 4; bar++)
                Cv2.Line(page, new Point(16 + 112 * bar, y), new Point(16 + 112 * bar, y + 32), Scalar.All(40), 2);
            for (int x = 36; x < Width - 24; x += random.Next(14, 28))
            {
                int note = y + 4 * random.Next(9);
                Cv2.Circle(page, x, note, 4, Scalar.All(40), -1, LineTypes.AntiAlias);
                Cv2.Line(page, new Point(x + 3, note), new Point(x + 3, note - 22), Scalar.All(40));
            }
        }
        return page;
    }

    /// <summary>A photograph with something before it, at places that are the seed's.</summary>
    /// <param name="scene">The photograph; kept.</param>
    /// <param name="seed">Any number.</param>
    public static Mat PassedBy(Mat scene, int seed)
    {
        var random = new Random(seed);
        Mat view = scene.Clone();
        using Mat clothes = Support.Scenes.Textured(Width, Height, 900 + seed), mask = new(Height, Width, MatType.CV_8UC1, Scalar.All(0));
        for (int i = 0; i < 3; i++)
            Cv2.Ellipse(mask, new Point(random.Next(Width), random.Next(Height / 2, Height)), new Size(random.Next(14, 30), random.Next(30, 60)), 0, 0, 360, Scalar.All(255), -1);
        clothes.CopyTo(view, mask);
        return view;
    }

    /// <summary>The image as a sensor takes it a second time: other noise, a little darker.</summary>
    /// <param name="image">Owned.</param>
    /// <param name="seed">Any number.</param>
    public static Mat Sensed(Mat image, int seed)
    {
        using (image)
        using (Mat noise = Support.Scenes.Noise(Width, Height, seed))
        {
            var sensed = new Mat();
            Cv2.AddWeighted(image, 0.93, noise, 0.04, 0, sensed);
            return sensed;
        }
    }

    private static Mat Paper() => new(Height, Width, MatType.CV_8UC1, Scalar.All(245));

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private static void Write(Mat page, string text, int x, int y, double scale, HersheyFonts font) =>
        Cv2.PutText(page, text, new Point(x, y), font, scale, Scalar.All(50), 1, LineTypes.AntiAlias);
}
