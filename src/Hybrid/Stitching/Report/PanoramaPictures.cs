using Hybrid.Imaging;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Layout;
using OpenCvSharp;

namespace Hybrid.Stitching.Report;

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
        (Mat picture, int[] labels) = Paste(panorama.Plan.Small);
        int width = picture.Width;
        for (int y = 0, rows = picture.Height; y + 1 < rows; y++)
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
            Label(picture, panorama.Plan.Layout.Layers[part.Key].Source, new Point((int)part.Average(i => i % width), (int)part.Average(i => i / width)));
        }
        return picture;
    }

    private static void Label(Mat picture, int image, Point middle)
    {
        string text = $"{image + 1}";
        Point at = middle + new Point(-8, 6);
        Cv2.PutText(picture, text, at, HersheyFonts.HersheySimplex, 0.6, Ink, 4, LineTypes.AntiAlias);
        Cv2.PutText(picture, text, at, HersheyFonts.HersheySimplex, 0.6, Scalar.All(255), 1, LineTypes.AntiAlias);
    }

    /// <summary>An image as registration saw it, with its keypoints as circles of their size; null where it was not read.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat? Features(StitchResult result, int image)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Views[image] is not { } view)
            return null;
        Mat picture = view.Color.Clone();
        foreach (KeyPoint k in view.Features.Keypoints)
            Cv2.Circle(picture, new Point((int)Math.Round(k.Pt.X), (int)Math.Round(k.Pt.Y)), Math.Clamp((int)(k.Size / 2), 2, 30), new Scalar(60, 220, 60), 1, LineTypes.AntiAlias);
        return picture;
    }

    /// <summary>The images' outlines on the reduced canvas, with their numbers.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Layout(Panorama panorama)
    {
        ArgumentNullException.ThrowIfNull(panorama);
        (Mat picture, _) = Paste(panorama.Plan.Small);
        for (int k = 0; k < panorama.Plan.Small.Length; k++)
        {
            SmallLayer small = panorama.Plan.Small[k];
            Scalar color = new(80 + 53 * k % 170, 80 + 97 * k % 170, 80 + 151 * k % 170);
            using Mat padded = new();
            Cv2.CopyMakeBorder(small.Mask, padded, 1, 1, 1, 1, BorderTypes.Constant, Scalar.All(0));
            Cv2.FindContours(padded, out Point[][] outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple, new Point(small.Bounds.X - 1, small.Bounds.Y - 1));
            Cv2.DrawContours(picture, outlines, -1, color, 2, LineTypes.AntiAlias);
            Label(picture, panorama.Plan.Layout.Layers[k].Source, new Point(small.Bounds.X + small.Bounds.Width / 2, small.Bounds.Y + small.Bounds.Height / 2));
        }
        return picture;
    }

    /// <summary>The reduced panorama before exposure was evened out (above) and after (below), cut along the seams and not blended.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Exposure(Panorama panorama)
    {
        ArgumentNullException.ThrowIfNull(panorama);
        PanoramaPlan plan = panorama.Plan;
        SmallLayer[] raw = SmallLayer.Draw(plan.Layout, plan.Views, plan.SmallScale);
        try
        {
            (Mat before, _) = Paste([.. raw.Select((r, k) => r with { Cut = plan.Small[k].Cut })]);
            (Mat after, _) = Paste(plan.Small);
            using (before)
            using (after)
            {
                var picture = new Mat();
                Cv2.VConcat([before, after], picture);
                return picture;
            }
        }
        finally
        {
            foreach (SmallLayer layer in raw)
                layer.Dispose();
        }
    }

    /// <summary>How far dense refinement bends what shows at each place of the reduced panorama, black for nothing; null where it bent nothing.</summary>
    /// <param name="panorama">The panorama.</param>
    /// <param name="most">The length that the brightest colour stands for, pixels of the panorama.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat? Bending(Panorama panorama, out float most)
    {
        ArgumentNullException.ThrowIfNull(panorama);
        PanoramaPlan plan = panorama.Plan;
        most = 0;
        if (plan.Layout.Layers.All(l => l.Warp is null))
            return null;
        (Mat pasted, int[] labels) = Paste(plan.Small);
        int width = pasted.Width, height = pasted.Height;
        pasted.Dispose();
        var lengths = new ScalarMap(width, height);
        for (int i = 0; i < labels.Length; i++)
        {
            LayerWarp? warp = labels[i] < 0 ? null : plan.Layout.Layers[labels[i]].Warp;
            float length = warp?.At((i % width + 0.5) / plan.SmallScale - 0.5, (i / width + 0.5) / plan.SmallScale - 0.5).Length() ?? 0;
            lengths[i % width, i / width] = length;
            most = Math.Max(most, length);
        }
        return MapColors.Render(lengths, 0, Math.Max(most, 1), ColormapTypes.Inferno);
    }

    private static bool Differs(int label, int own) => label >= 0 && label != own;

    private static (Mat Picture, int[] Labels) Paste(SmallLayer[] layers)
    {
        int width = layers.Max(s => s.Bounds.Right), height = layers.Max(s => s.Bounds.Bottom);
        var picture = new Mat(height, width, MatType.CV_8UC3, Scalar.All(0));
        var labels = new int[width * height];
        Array.Fill(labels, -1);
        var canvas = new Rect(0, 0, width, height);
        for (int k = 0; k < layers.Length; k++)
        {
            SmallLayer small = layers[k];
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
