using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Photometric refinement of the homography itself by maximising the enhanced correlation coefficient
/// (Evangelidis and Psarakis, PAMI 2008), coarse to fine.
/// </summary>
public sealed class EccRefiner : IRefiner
{
    private const int Iterations = 50;
    private readonly int _longSide;

    /// <summary>Creates the refiner.</summary>
    /// <param name="longSide">Images are reduced to this long side for the finest level.</param>
    public EccRefiner(int longSide = 1000)
    {
        _longSide = longSide;
    }

    /// <inheritdoc />
    public string Name => "ecc";

    /// <inheritdoc />
    public AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(start);
        long begin = Stopwatch.GetTimestamp();
        if (start.Homography is not { } h)
            return start;
        Homography current = h;
        double correlation = double.NaN;
        foreach (int side in new[] { _longSide / 4, _longSide / 2, _longSide })
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                (current, correlation) = Level(pair, current, side);
            }
            catch (OpenCVException e)
            {
                return With(start, StepOutcome.Rejected, ReasonCode.NotConverged, e.Message, begin);
            }
        }
        RefinementDecision decision = RefinementTest.Compare(pair, start, h, current);
        string text = string.Create(CultureInfo.InvariantCulture, $"correlation coefficient {correlation:F3}; {decision.Text}");
        if (!decision.IsBetter)
            return With(start, StepOutcome.Rejected, decision.Reason, text, begin);
        return With(start, StepOutcome.Accepted, ReasonCode.Verified, text, begin) with
        {
            Homography = current,
            Overlap = current.OverlapFraction(pair.A.Size(), pair.B.Size()),
        };
    }

    private static (Homography Homography, double Correlation) Level(ImagePair pair, in Homography h, int side)
    {
        using WorkingPair working = WorkingPair.Reduce(pair, side);
        using Mat warp = new();
        using (Mat exact = working.ToReduced(h).ToMat())
            exact.ConvertTo(warp, MatType.CV_32F);
        var criteria = new TermCriteria(CriteriaTypes.Count | CriteriaTypes.Eps, Iterations, 1e-5);
        using var everywhere = new Mat();
        double correlation = Cv2.FindTransformECC(
            working.Pair.GrayA, working.Pair.GrayB, warp, MotionTypes.Homography, criteria, everywhere);
        var refined = new Homography(
            warp.At<float>(0, 0), warp.At<float>(0, 1), warp.At<float>(0, 2),
            warp.At<float>(1, 0), warp.At<float>(1, 1), warp.At<float>(1, 2),
            warp.At<float>(2, 0), warp.At<float>(2, 1), warp.At<float>(2, 2));
        return (working.ToOriginal(refined.Normalized()), correlation);
    }

    private AlignmentResult With(AlignmentResult start, StepOutcome outcome, ReasonCode reason, string evidence, long begin) =>
        start.WithStep(ProvenanceStep.Timed(Name, outcome, reason, evidence, begin));
}
