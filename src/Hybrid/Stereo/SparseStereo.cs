using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Sparse matches of a stereo pair, before anything dense is computed.</summary>
/// <param name="KeypointsLeft">Keypoints of the left image.</param>
/// <param name="KeypointsRight">Keypoints of the right image.</param>
/// <param name="Matches">Matches that passed the ratio and mutual checks, in pixels of the images as given.</param>
public sealed record SparseStereo(int KeypointsLeft, int KeypointsRight, IReadOnlyList<PointMatch> Matches)
{
    // Offsets are wanted to a fraction of a pixel of the images as given, so that larger ones are reduced less than in full.
    private const int SmallSide = 512;
    private const double ShareAbove = 0.4;

    /// <summary>Matches two images.</summary>
    /// <param name="pair">A left, B right, of one size.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    public static SparseStereo Of(ImagePair pair, int threads)
    {
        ArgumentNullException.ThrowIfNull(pair);
        int side = Math.Max(pair.A.Width, pair.A.Height);
        double s = side <= SmallSide ? 1 : (SmallSide + ShareAbove * (side - SmallSide)) / side;
        var options = new FeatureOptions { MaxKeypoints = 2500, Sensitivity = 0.6 };
        FeatureSet[] sets = new FeatureSet[2];
        Parallel.Invoke(
            Concurrency.Options(threads),
            () => sets[0] = Extract(pair.GrayA, pair.ValidA, s, options),
            () => sets[1] = Extract(pair.GrayB, pair.ValidB, s, options));
        TentativeMatches found = TentativeMatcher.Match(sets[0], sets[1], new MatchOptions { Ratio = 0.85 }, threads);
        return new SparseStereo(sets[0].Count, sets[1].Count, [.. found.Strong.Select(m => m with { A = Enlarged(m.A, s), B = Enlarged(m.B, s) })]);
    }

    private static FeatureSet Extract(Mat gray, Mat? valid, double s, FeatureOptions options)
    {
        if (s >= 1)
            return FeatureExtractor.Extract(gray, options, valid);
        Size size = ScaledImage.SizeOf(gray.Size(), s);
        using ScaledImage small = ScaledImage.Resize(gray, size);
        using ScaledImage? smallValid = valid is null ? null : ScaledImage.Resize(valid, size);
        return FeatureExtractor.Extract(small.Image, options, smallValid?.Image);
    }

    private static Point2d Enlarged(Point2d p, double s) => s >= 1 ? p : new((p.X + 0.5) / s - 0.5, (p.Y + 0.5) / s - 0.5);
}
