using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Aligners;

/// <summary>Whether a refined homography may replace its start.</summary>
/// <param name="IsBetter">It may.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Text">The figures, for people.</param>
public sealed record RefinementVerdict(bool IsBetter, ReasonCode Reason, string Text);

/// <summary>
/// Judges a refinement by what it was not fitted to: the feature matches of the start, which a dense refit never
/// saw, and the correlation of patches under the homography alone.
/// </summary>
public static class RefinementJudge
{
    private const int LongSide = 800;
    private const double LostInliers = 0.75;
    private const double LostCorrelation = 0.01;

    /// <summary>Compares two homographies of a pair.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="start">The alignment whose inliers testify.</param>
    /// <param name="before">The homography to beat.</param>
    /// <param name="after">The refined one.</param>
    public static RefinementVerdict Compare(ImagePair pair, Alignment start, in Homography before, in Homography after)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        HomographyValidity validity = after.CheckValidity(pair.A.Size(), pair.B.Size(), null);
        if (!validity.IsValid)
            return new RefinementVerdict(false, validity.Reason, validity.Evidence);

        const double threshold = 4;
        int kept = RobustHomography.Inliers(after, start.Inliers, threshold).Length;
        int had = RobustHomography.Inliers(before, start.Inliers, threshold).Length;
        Point2d[] hull = AlignmentVerifier.Hull(start.Inliers);
        double old = double.NaN, now = double.NaN;
        if (hull.Length >= 3)
        {
            old = PhotometricCheck.MeanCorrelation(pair.GrayA, pair.GrayB, before, hull, LongSide);
            now = PhotometricCheck.MeanCorrelation(pair.GrayA, pair.GrayB, after, hull, LongSide);
        }
        string text = string.Create(CultureInfo.InvariantCulture, $"keeps {kept} of {had} inliers, correlation {old:F3} to {now:F3}");
        if (kept < LostInliers * had)
            return new RefinementVerdict(false, ReasonCode.VerificationFailed, text);
        bool worse = !double.IsNaN(old) && !(now >= old - LostCorrelation);
        return worse
            ? new RefinementVerdict(false, ReasonCode.NoImprovement, text)
            : new RefinementVerdict(true, ReasonCode.Verified, text);
    }
}
