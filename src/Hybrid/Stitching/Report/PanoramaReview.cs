using Hybrid.Imaging;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Refinement;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Report;

/// <summary>Looks at a finished panorama: residuals and ghosts of every overlap.</summary>
public static class PanoramaReview
{
    private const double Pixels = 500_000;
    private const int LeastArea = 400;

    /// <summary>One review for every two images that overlap, in order of their indices.</summary>
    /// <param name="result">The stitching.</param>
    /// <param name="number">Which of its panoramas.</param>
    public static IReadOnlyList<OverlapReview> Overlaps(StitchResult result, int number)
    {
        ArgumentNullException.ThrowIfNull(result);
        Panorama panorama = result.Panoramas[number];
        PanoramaPlan plan = panorama.Plan;
        double scale = Math.Min(1, Math.Sqrt(Pixels / plan.Layout.Layers.Average(l => (double)l.Bounds.Width * l.Bounds.Height)));
        using Mat reduced = Reduced(panorama.Image, scale);
        Layer[] layers = plan.Layout.Layers;
        var reviews = new List<OverlapReview>();
        for (int i = 0; i < layers.Length; i++)
        {
            for (int j = 0; j < layers.Length; j++)
            {
                if (layers[i].Source < layers[j].Source && Review(result, panorama, layers[i], layers[j], scale, reduced) is { } review)
                    reviews.Add(review);
            }
        }
        // A view cut in two by the end of a closed panorama overlaps in one of its halves more than in the other.
        return [.. reviews.GroupBy(r => (r.A, r.B)).Select(g => g.MaxBy(r => r.Area)!).OrderBy(r => r.A).ThenBy(r => r.B)];
    }

    private static OverlapReview? Review(StitchResult result, Panorama panorama, Layer a, Layer b, double scale, Mat reduced)
    {
        Rect common = a.Bounds & b.Bounds;
        var region = new Rect((int)(common.X * scale), (int)(common.Y * scale), (int)(common.Width * scale), (int)(common.Height * scale));
        if (region.Width < 16 || region.Height < 16)
            return null;
        View[] views = panorama.Plan.Views;
        (Mat imageA, Mat maskA) = Renderer.Draw(a, region, scale, views[a.View].Gray);
        (Mat imageB, Mat maskB) = Renderer.Draw(b, region, scale, views[b.View].Gray);
        using (imageA)
        using (maskA)
        using (imageB)
        using (maskB)
        {
            using Mat both = new();
            Cv2.BitwiseAnd(maskA, maskB, both);
            int area = Cv2.CountNonZero(both);
            if (area < LeastArea)
                return null;
            double after = LocalCorrelation.Disagreement(imageA, imageB, both);
            Layer straightA = a.Unbent(), straightB = b.Unbent();
            bool bent = a.Warp is not null || b.Warp is not null;
            double before = bent ? Disagreement(straightA, straightB, region, scale, views) : after;
            PairDecision? pair = result.Pairs.FirstOrDefault(p => p.IsLinked && p.A == a.Source && p.B == b.Source);
            double pixelsAfter = Median(pair, a, b), pixelsBefore = bent ? Median(pair, straightA, straightB) : pixelsAfter;
            using Mat shown = Shown(panorama, reduced, region, scale);
            return new OverlapReview(a.Source, b.Source, (long)(area / (scale * scale)), pixelsBefore, pixelsAfter, before, after, Ghost(shown, imageA, imageB, both));
        }
    }

    private static double Disagreement(Layer a, Layer b, Rect region, double scale, View[] views)
    {
        (Mat imageA, Mat maskA) = Renderer.Draw(a, region, scale, views[a.View].Gray);
        (Mat imageB, Mat maskB) = Renderer.Draw(b, region, scale, views[b.View].Gray);
        using (imageA)
        using (maskA)
        using (imageB)
        using (maskB)
        {
            Cv2.BitwiseAnd(maskA, maskB, maskA);
            return LocalCorrelation.Disagreement(imageA, imageB, maskA);
        }
    }

    private static double Median(PairDecision? pair, Layer a, Layer b)
    {
        if (pair is null || pair.Inliers.Count == 0)
            return double.NaN;
        double[] distances = [.. pair.Inliers.Select(m => (P: a.Place(m.A), Q: b.Place(m.B))).Select(d => Math.Sqrt(Math.Pow(d.P.X - d.Q.X, 2) + Math.Pow(d.P.Y - d.Q.Y, 2))).Where(double.IsFinite).Order()];
        return distances.Length == 0 ? double.NaN : distances[distances.Length / 2];
    }

    private static double Ghost(Mat shown, Mat a, Mat b, Mat both)
    {
        (Mat toA, Mat validA) = LocalCorrelation.Map(shown, a, both);
        (Mat toB, Mat validB) = LocalCorrelation.Map(shown, b, both);
        using (toA)
        using (validA)
        using (toB)
        using (validB)
        {
            Cv2.Max(toA, toB, toA);
            Cv2.BitwiseAnd(validA, validB, validA);
            return Cv2.CountNonZero(validA) < 50 ? double.NaN : 1 - Cv2.Mean(toA, validA).Val0;
        }
    }

    private static Mat Reduced(Mat image, double scale)
    {
        using Mat small = new();
        Cv2.Resize(image, small, new Size(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))), 0, 0, InterpolationFlags.Area);
        using Mat color = PixelFormat.ToBgr8(small);
        return PixelFormat.ToGray8(color);
    }

    /// <summary>The panorama in a region of the reduced canvas.</summary>
    private static Mat Shown(Panorama panorama, Mat reduced, Rect region, double scale)
    {
        double sx = (double)reduced.Width / panorama.Image.Width, sy = (double)reduced.Height / panorama.Image.Height;
        double[] m =
        [
            sx / scale, 0, ((region.X + 0.5) / scale - panorama.Origin.X) * sx - 0.5,
            0, sy / scale, ((region.Y + 0.5) / scale - panorama.Origin.Y) * sy - 0.5,
        ];
        using Mat affine = Mat.FromPixelData(2, 3, MatType.CV_64FC1, m);
        var shown = new Mat();
        Cv2.WarpAffine(reduced, shown, affine, region.Size, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);
        GC.KeepAlive(m);
        return shown;
    }
}
