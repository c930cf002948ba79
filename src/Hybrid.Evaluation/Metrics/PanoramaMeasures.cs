using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>
/// Measures panoramas in the frames of their images, whatever surface they are drawn on: for every two images that overlap
/// the second, and the panorama itself, are drawn into the first's frame through where the method says that they lie.
/// </summary>
internal static class PanoramaMeasures
{
    private const int Grid = 16;
    private const double LeastOverlap = 0.02;
    private const double MostStretch = 10;

    private static readonly string[] OfOverlap = ["frame_psnr_db", "frame_ssim", "overlap_psnr_db", "overlap_ssim", "seam_error", "ghost_score"];

    public static void Measure(PanoramaPrediction prediction, LabelledPair pair, MetricValues into)
    {
        var set = pair.Truth as ImageSetTruth;
        into.Add("images_kept", prediction.Kept.Count(k => k) / (double)prediction.Kept.Count);
        if (!prediction.IsOk)
        {
            foreach (string name in OfOverlap)
                into.AddFailure(name);
            into.AddFailure("stretch");
            if (set is { Cameras.Count: > 0 })
                into.AddFailure("reprojection_px");
            return;
        }
        Mat[] images = set is null ? [PixelFormat.ToBgr8(pair.Images.A), PixelFormat.ToBgr8(pair.Images.B)] : [.. set.Paths.Select(Read)];
        try
        {
            int[] members = [.. Enumerable.Range(0, images.Length).Where(i => prediction.Kept[i])];
            into.Add("stretch", members.Max(i => Stretch(prediction, i, images[i].Size())));
            var sums = new double[OfOverlap.Length + 1];
            double weight = 0;
            foreach (int a in members)
            {
                foreach (int b in members.Where(b => b > a))
                    weight += AddOverlap(prediction, images, a, b, sums);
            }
            if (weight > 0)
            {
                for (int i = 0; i < OfOverlap.Length; i++)
                    into.Add(OfOverlap[i], sums[i] / weight);
                into.Add("overlap_share", sums[^1] / weight);
            }
            else
            {
                foreach (string name in OfOverlap)
                    into.AddFailure(name);
            }
            if (set is { Cameras.Count: > 0 })
                into.Add("reprojection_px", Reprojection(prediction, set.Cameras, members, images));
        }
        finally
        {
            foreach (Mat image in images)
                image.Dispose();
        }
    }

    private static Mat Read(string path)
    {
        using Mat image = ImageReader.Read(path);
        return PixelFormat.ToBgr8(image);
    }

    /// <summary>Adds the values of one pair, weighted by its overlapping pixels; returns the weight, 0 where they hardly overlap.</summary>
    private static double AddOverlap(PanoramaPrediction prediction, Mat[] images, int a, int b, double[] sums)
    {
        Size size = images[a].Size();
        // A coarse look first: most pairs of a large set do not overlap.
        int hits = 0, count = 0;
        for (int y = size.Height / (2 * Grid); y < size.Height; y += Math.Max(1, size.Height / Grid))
        {
            for (int x = size.Width / (2 * Grid); x < size.Width; x += Math.Max(1, size.Width / Grid))
            {
                count++;
                Point2d q = prediction.FromPanorama(b, prediction.ToPanorama(a, new Point2d(x, y)));
                hits += Inside(q, images[b].Size()) ? 1 : 0;
            }
        }
        if (hits < LeastOverlap * count)
            return 0;
        Point2d[] places = FrameMap.Sample(size, p => prediction.ToPanorama(a, p));
        using Mat toPanorama = FrameMap.Enlarge(size, places), toB = FrameMap.Enlarge(size, Array.ConvertAll(places, p => prediction.FromPanorama(b, p)));
        bool[] overlap = FrameMap.Inside(toB, images[b].Size()), shown = FrameMap.Inside(toPanorama, prediction.Panorama.Size());
        int area = overlap.Count(o => o);
        if (area == 0)
            return 0;
        using Mat imageA = images[a].Clone(), warped = FrameMap.Draw(images[b], toB), panorama = FrameMap.Draw(prediction.Panorama, toPanorama);
        double psnr = ImageQuality.Psnr(imageA, warped, overlap), ssim = ImageQuality.Ssim(imageA, warped, overlap);
        bool[] judged = [.. overlap.Zip(shown, (o, s) => o && s)];
        (double ghost, double seam) = SeamQuality.Measure(imageA, warped, panorama, judged);
        StitchingMetrics.Blacken(imageA, overlap);
        StitchingMetrics.Blacken(warped, overlap);
        double[] values = [ImageQuality.Psnr(imageA, warped), ImageQuality.Ssim(imageA, warped), psnr, ssim, seam, ghost, area / (double)overlap.Length];
        if (values.Any(double.IsNaN))
            return 0;
        for (int i = 0; i < values.Length; i++)
            sums[i] += area * values[i];
        return area;
    }

    private static double Stretch(PanoramaPrediction prediction, int image, Size size)
    {
        double most = 0;
        for (int j = 0; j <= Grid; j++)
        {
            for (int i = 0; i <= Grid; i++)
            {
                double x = (double)i / Grid * (size.Width - 2), y = (double)j / Grid * (size.Height - 2);
                Point2d p = prediction.ToPanorama(image, new Point2d(x, y)), px = prediction.ToPanorama(image, new Point2d(x + 1, y)), py = prediction.ToPanorama(image, new Point2d(x, y + 1));
                double a = px.X - p.X, b = py.X - p.X, c = px.Y - p.Y, d = py.Y - p.Y;
                // The cut of a closed panorama runs between these pixels.
                if (Math.Max(Math.Abs(a), Math.Abs(b)) > prediction.Panorama.Width / 2)
                    continue;
                double s = a * a + b * b + c * c + d * d, det = a * d - b * c;
                double larger = Math.Sqrt(0.5 * (s + Math.Sqrt(Math.Max(0, s * s - 4 * det * det))));
                most = Math.Max(most, double.IsNaN(larger) ? MostStretch : larger);
            }
        }
        return Math.Min(MostStretch, most);
    }

    private static double Reprojection(PanoramaPrediction prediction, IReadOnlyList<TrueCamera> cameras, int[] members, Mat[] images)
    {
        double sum = 0;
        int count = 0;
        foreach (int a in members)
        {
            foreach (int b in members.Where(b => b != a))
            {
                Geometry.Homography truth = cameras[a].To(cameras[b]);
                for (int j = 0; j < Grid; j++)
                {
                    for (int i = 0; i < Grid; i++)
                    {
                        var p = new Point2d((i + 0.5) / Grid * images[a].Width - 0.5, (j + 0.5) / Grid * images[a].Height - 0.5);
                        if (truth.M31 * p.X + truth.M32 * p.Y + truth.M33 <= 0)
                            continue;
                        Point2d q = truth.Apply(p);
                        if (!Inside(q, images[b].Size()))
                            continue;
                        Point2d found = prediction.FromPanorama(b, prediction.ToPanorama(a, p));
                        double error = Math.Sqrt((found.X - q.X) * (found.X - q.X) + (found.Y - q.Y) * (found.Y - q.Y));
                        sum += double.IsNaN(error) ? 50 : Math.Min(50, error);
                        count++;
                    }
                }
            }
        }
        return count == 0 ? double.NaN : sum / count;
    }

    private static bool Inside(Point2d p, Size size) => p.X >= 0 && p.Y >= 0 && p.X <= size.Width - 1 && p.Y <= size.Height - 1;
}
