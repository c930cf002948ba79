using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// The acceptance test of a refinement, by what it was not fitted to: the feature matches of the start, which a dense refit never
/// saw, must still agree, and the correlation of patches over the whole overlap, under the homography alone, must rise
/// by more than twice the standard error of the paired differences; its magnitude where patches correlate with either sign, as
/// between two modalities. Where the scene is not quite a plane, patches then
/// still prefer one of its planes to another, so the change must also be larger than the flow's own scatter about the
/// refined plane; or, where it is not, at least half a pixel, with a rise of 2.5 % of what the correlation lacks to one. Where the
/// change is within the scatter, or the scatter so large that there is no plane, hardly a match may be lost: a homography
/// that slides from one plane of a scene to another leaves the first one's matches.
/// </summary>
public static class RefinementTest
{
    /// <summary>Median distance in pixels of a flow from a homography below which it follows a plane.</summary>
    internal const double PlaneScatter = 1;

    private const int LongSide = 800;
    private const double LostInliers = 0.75;
    private const double KeptWithinScatter = 0.97;
    private const double LeastGain = 0.025;
    private const double LeastMove = 0.5;
    private const double FlowPrecision = 0.02;

    /// <summary>Compares two homographies of a pair.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="start">The alignment whose inliers testify.</param>
    /// <param name="before">The homography to beat.</param>
    /// <param name="after">The refined one.</param>
    /// <param name="scatter">
    /// Median distance in pixels of B between the dense flow and the refined homography; NaN where the refiner has no flow.
    /// </param>
    public static RefinementDecision Compare(ImagePair pair, AlignmentResult start, in Homography before, in Homography after, double scatter = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        HomographyValidity validity = after.CheckValidity(pair.A.Size(), pair.B.Size(), null);
        if (!validity.IsValid)
            return new RefinementDecision(false, validity.Reason, validity.Evidence);

        const double threshold = 4;
        int kept = RobustHomography.Inliers(after, start.Inliers, threshold).Length;
        int had = RobustHomography.Inliers(before, start.Inliers, threshold).Length;
        Point2d[] frame = Corners(pair.A.Size());
        double[] correlationsBefore = PhotometricCheck.Correlations(pair.GrayA, pair.GrayB, before, frame, LongSide);
        double[] correlationsAfter = PhotometricCheck.Correlations(pair.GrayA, pair.GrayB, after, frame, LongSide);
        // What is light in one modality is dark in another, here and there or everywhere: then only the strength of a correlation tells.
        if (IsSignless(correlationsBefore))
            (correlationsBefore, correlationsAfter) = (Magnitudes(correlationsBefore), Magnitudes(correlationsAfter));
        (double mean, double error, double old) = Gain(correlationsBefore, correlationsAfter);
        double move = MeanMove(before, after, pair.A.Size(), pair.B.Size());
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"moves by {move:F2} px on average where the flow scatters by {scatter:F2} px, keeps {kept} of {had} inliers, correlation {old:F3} changes by {Signed(mean)} ± {error:F4}");
        if (kept < LostInliers * had)
            return new RefinementDecision(false, ReasonCode.VerificationFailed, text);
        bool keeps = kept >= KeptWithinScatter * had;
        bool beyondScatter = move >= scatter + FlowPrecision && (scatter < PlaneScatter || keeps);
        bool large = move >= LeastMove && mean > LeastGain * (1 - old) && keeps;
        return mean > 2 * error && (beyondScatter || large)
            ? new RefinementDecision(true, ReasonCode.Verified, text)
            : new RefinementDecision(false, ReasonCode.NoImprovement, text);
    }

    /// <summary>Mean correlation of patches over the overlap under a homography; NaN where there is too little texture to say.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="h">A to B.</param>
    public static double Agreement(ImagePair pair, in Homography h)
    {
        ArgumentNullException.ThrowIfNull(pair);
        double[] known = [.. PhotometricCheck.Correlations(pair.GrayA, pair.GrayB, h, Corners(pair.A.Size()), LongSide).Where(c => !double.IsNaN(c))];
        return known.Length < 8 ? double.NaN : known.Average();
    }

    /// <summary>Whether about as many patches correlate negatively as positively, or more.</summary>
    private static bool IsSignless(double[] correlations)
    {
        double[] known = [.. correlations.Where(c => !double.IsNaN(c))];
        return known.Length > 0 && known.Average() < known.Average(Math.Abs) / 2;
    }

    private static double[] Magnitudes(double[] correlations) => [.. correlations.Select(Math.Abs)];

    // A loss that rounds to nothing is nothing: a format of two sections would write it as -+0.0000.
    private static string Signed(double change) => (Math.Round(change, 4) + 0.0).ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture);

    private static Point2d[] Corners(Size size) =>
        [new(0, 0), new(size.Width - 1, 0), new(size.Width - 1, size.Height - 1), new(0, size.Height - 1)];

    /// <summary>Mean distance between where two homographies send a grid of A, as far as the first sends it into B.</summary>
    private static double MeanMove(in Homography before, in Homography after, Size a, Size b)
    {
        const int grid = 20;
        double sum = 0;
        int n = 0;
        for (int i = 0; i <= grid; i++)
        {
            for (int j = 0; j <= grid; j++)
            {
                var p = new Point2d((double)j / grid * (a.Width - 1), (double)i / grid * (a.Height - 1));
                Point2d u = before.Apply(p), v = after.Apply(p);
                if (!(u.X >= 0 && u.Y >= 0 && u.X <= b.Width - 1 && u.Y <= b.Height - 1))
                    continue;
                sum += u.DistanceTo(v);
                n++;
            }
        }
        return n == 0 ? double.NaN : sum / n;
    }

    /// <summary>Mean of the paired differences of patches, its standard error, and the mean before.</summary>
    private static (double Mean, double Error, double Before) Gain(double[] before, double[] after)
    {
        int n = 0;
        double sum = 0, squares = 0, old = 0;
        for (int i = 0; i < before.Length; i++)
        {
            double d = after[i] - before[i];
            if (double.IsNaN(d))
                continue;
            n++;
            sum += d;
            squares += d * d;
            old += before[i];
        }
        if (n < 8)
            return (double.NaN, double.NaN, double.NaN);
        double mean = sum / n;
        return (mean, Math.Sqrt(Math.Max(0, squares / n - mean * mean) / (n - 1)), old / n);
    }
}
