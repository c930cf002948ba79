using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Pictures that explain how a panorama came about.</summary>
public static class PanoramaPictures
{
    private static readonly Scalar Ink = new(40, 40, 40);

    /// <summary>The match graph: images on a circle, green lines for linked pairs (wider for more matches), grey ones for pairs that were compared and refused.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Graph(StitchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int n = result.Images.Count, side = Math.Clamp(40 * n, 600, 3000);
        var picture = new Mat(side, side, MatType.CV_8UC3, Scalar.All(255));
        foreach (PairDecision pair in result.Pairs.OrderBy(p => p.IsLinked))
        {
            Scalar color = pair.IsLinked ? new Scalar(60, 90 + 120 * pair.Confidence, 60) : new Scalar(225, 225, 225);
            Cv2.Line(picture, At(pair.A), At(pair.B), color, pair.IsLinked ? Math.Clamp(pair.Inliers.Count / 60, 1, 8) : 1, LineTypes.AntiAlias);
        }
        for (int i = 0; i < n; i++)
        {
            Scalar color = result.Images[i].Outcome == ImageOutcome.Used ? new Scalar(200, 140, 40) : new Scalar(60, 60, 220);
            Cv2.Circle(picture, At(i), 14, color, -1, LineTypes.AntiAlias);
            string text = $"{i + 1}";
            Cv2.PutText(picture, text, At(i) + new Point(-5 * text.Length, 5), HersheyFonts.HersheySimplex, 0.5, Scalar.All(255), 1, LineTypes.AntiAlias);
        }
        return picture;

        Point At(int i)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / n);
            return new Point((int)(side / 2 + 0.44 * side * sin), (int)(side / 2 - 0.44 * side * cos));
        }
    }

    /// <summary>The reduced panorama before blending, with the seams as lines and the number of each image where it shows.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Seams(Panorama panorama)
    {
        ArgumentNullException.ThrowIfNull(panorama);
        (Mat picture, int[] labels) = Paste(panorama.Plan);
        int width = picture.Width;
        for (int y = 0; y + 1 < picture.Height; y++)
        {
            Span<byte> row = MatRows.Row<byte>(picture, y);
            for (int x = 0; x + 1 < width; x++)
            {
                int own = labels[y * width + x];
                if (own >= 0 && (Differs(labels[y * width + x + 1], own) || Differs(labels[(y + 1) * width + x], own)))
                    (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = (40, 40, 255);
            }
        }
        foreach (IGrouping<int, int> part in Enumerable.Range(0, labels.Length).Where(i => labels[i] >= 0).GroupBy(i => labels[i]))
        {
            var at = new Point((int)part.Average(i => i % width) - 8, (int)part.Average(i => i / width) + 6);
            string text = $"{panorama.Plan.Layout.Layers[part.Key].Source + 1}";
            Cv2.PutText(picture, text, at, HersheyFonts.HersheySimplex, 0.6, Ink, 4, LineTypes.AntiAlias);
            Cv2.PutText(picture, text, at, HersheyFonts.HersheySimplex, 0.6, Scalar.All(255), 1, LineTypes.AntiAlias);
        }
        return picture;
    }

    private static bool Differs(int label, int own) => label >= 0 && label != own;

    private static (Mat Picture, int[] Labels) Paste(PanoramaPlan plan)
    {
        int width = plan.Small.Max(s => s.Bounds.Right), height = plan.Small.Max(s => s.Bounds.Bottom);
        var picture = new Mat(height, width, MatType.CV_8UC3, Scalar.All(0));
        var labels = new int[width * height];
        Array.Fill(labels, -1);
        var canvas = new Rect(0, 0, width, height);
        for (int k = 0; k < plan.Small.Length; k++)
        {
            SmallLayer small = plan.Small[k];
            Rect at = small.Bounds & canvas;
            for (int y = at.Y; y < at.Bottom; y++)
            {
                ReadOnlySpan<byte> cut = MatRows.Row<byte>(small.Cut, y - small.Bounds.Y), source = MatRows.Row<byte>(small.Image, y - small.Bounds.Y);
                Span<byte> target = MatRows.Row<byte>(picture, y);
                for (int x = at.X; x < at.Right; x++)
                {
                    if (cut[x - small.Bounds.X] < 128)
                        continue;
                    labels[y * width + x] = k;
                    source.Slice(3 * (x - small.Bounds.X), 3).CopyTo(target[(3 * x)..]);
                }
            }
        }
        return (picture, labels);
    }
}
