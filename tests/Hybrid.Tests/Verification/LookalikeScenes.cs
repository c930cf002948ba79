using Hybrid.Core;
using Hybrid.Geometry;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Verification;

/// <summary>Pairs that share something but their scene, and scenes moved behind what they share.</summary>
internal static class LookalikeScenes
{
    public const int Width = 480;
    public const int Height = 360;

    /// <summary>Two different scenes with the same things drawn over them.</summary>
    public static ImagePair Unrelated(Action<Mat> overlay, int seed)
    {
        Mat a = Scenes.Textured(Width, Height, seed), b = Scenes.Textured(Width, Height, seed + 500);
        overlay(a);
        overlay(b);
        return new ImagePair("unrelated", a, b);
    }

    /// <summary>One scene seen twice, with the same things drawn over both views.</summary>
    public static ImagePair Moved(Action<Mat> overlay, in Homography h, int seed)
    {
        using Mat scene = Scenes.Textured(Width + 160, Height + 160, seed);
        Mat a = scene[new Rect(80, 80, Width, Height)].Clone();
        // result(x) = scene(T H⁻¹ x), as b(H x) = a(x).
        Homography toScene = Homography.Translation(80, 80) * h.Inverse()!.Value;
        Mat b = toScene.PullBack(scene, new Size(Width, Height), out Mat seen, InterpolationFlags.Cubic);
        seen.Dispose();
        overlay(a);
        overlay(b);
        return new ImagePair("moved", a, b);
    }

    public static void Caption(Mat image)
    {
        Cv2.Rectangle(image, new Rect(0, Height - 64, Width, 64), Scalar.All(16), -1);
        Cv2.PutText(image, "Harbour at dawn, from the north", new Point(12, Height - 38), HersheyFonts.HersheySimplex, 0.7, Scalar.All(240), 1, LineTypes.AntiAlias);
        Cv2.PutText(image, "Photograph 1271, collection K. W.", new Point(12, Height - 12), HersheyFonts.HersheySimplex, 0.6, Scalar.All(240), 1, LineTypes.AntiAlias);
    }

    public static void Watermark(Mat image)
    {
        using Mat layer = new(image.Rows, image.Cols, image.Type(), Scalar.All(0));
        for (int row = 0; row < 6; row++)
        {
            for (int column = -1; column < 4; column++)
                Cv2.PutText(layer, "PREVIEW", new Point(130 * column + 65 * (row % 2), 30 + 62 * row), HersheyFonts.HersheyDuplex, 0.8, Scalar.All(255), 2, LineTypes.AntiAlias);
        }
        Cv2.AddWeighted(image, 1, layer, 0.4, 0, image);
    }

    public static void Frame(Mat image)
    {
        const int width = 36;
        foreach (Rect side in new[] { new Rect(0, 0, Width, width), new Rect(0, Height - width, Width, width), new Rect(0, 0, width, Height), new Rect(Width - width, 0, width, Height) })
            Cv2.Rectangle(image, side, Scalar.All(90), -1);
        for (int x = 12; x < Width; x += 29)
        {
            Cv2.Circle(image, x, width / 2, 6 + x % 5, Scalar.All(170), -1, LineTypes.AntiAlias);
            Cv2.Circle(image, x, Height - width / 2, 5 + x % 7, Scalar.All(190), -1, LineTypes.AntiAlias);
        }
        for (int y = 12; y < Height; y += 29)
        {
            Cv2.Circle(image, width / 2, y, 4 + y % 6, Scalar.All(180), -1, LineTypes.AntiAlias);
            Cv2.Circle(image, Width - width / 2, y, 5 + y % 5, Scalar.All(160), -1, LineTypes.AntiAlias);
        }
    }

    public static void Letterbox(Mat image)
    {
        Cv2.Rectangle(image, new Rect(0, 0, Width, 60), Scalar.All(0), -1);
        Cv2.Rectangle(image, new Rect(0, Height - 60, Width, 60), Scalar.All(0), -1);
    }

    public static void NoData(Mat image)
    {
        Cv2.FillConvexPoly(image, new[] { new Point(0, 0), new Point(150, 0), new Point(60, Height), new Point(0, Height) }, Scalar.All(0));
        Cv2.FillConvexPoly(image, new[] { new Point(Width, 0), new Point(Width - 50, 0), new Point(Width - 150, Height), new Point(Width, Height) }, Scalar.All(0));
    }

    /// <summary>A page under a letterhead; the text below is the page's own.</summary>
    public static Mat Page(int seed)
    {
        var page = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(250));
        Cv2.Circle(page, 50, 46, 30, Scalar.All(60), -1, LineTypes.AntiAlias);
        Cv2.PutText(page, "Water Board of the Lower Valley", new Point(96, 42), HersheyFonts.HersheyDuplex, 0.65, Scalar.All(30), 1, LineTypes.AntiAlias);
        Cv2.PutText(page, "Office 3, Mill Lane 17, tel. 5530-12", new Point(96, 66), HersheyFonts.HersheySimplex, 0.5, Scalar.All(60), 1, LineTypes.AntiAlias);
        var random = new Random(seed);
        for (int y = 110; y < Height - 10; y += 19)
        {
            string line = string.Concat(Enumerable.Range(0, 46).Select(_ => random.Next(6) == 0 ? ' ' : (char)('a' + random.Next(26))));
            Cv2.PutText(page, line, new Point(24, y), HersheyFonts.HersheySimplex, 0.45, Scalar.All(40), 1, LineTypes.AntiAlias);
        }
        return page;
    }

    /// <summary>A wall of equal bricks, each of its own shade.</summary>
    public static Mat Bricks(int seed, int left, int top)
    {
        var random = new Random(seed);
        var wall = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(200));
        for (int row = -2; top + 26 * row < Height; row++)
        {
            for (int x = left - 60 - 30 * (row & 1); x < Width; x += 60)
                Cv2.Rectangle(wall, new Rect(x + 2, top + 26 * row + 2, 56, 22), Scalar.All(random.Next(90, 120)), -1);
        }
        using Mat noise = Scenes.Noise(Width, Height, seed);
        Cv2.AddWeighted(wall, 0.97, noise, 0.03, 0, wall);
        return wall;
    }
}
