using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Overlap;

/// <summary>The overlap as <see cref="OverlapNet"/> sees it, its log-odds enlarged to the images' own sizes.</summary>
/// <param name="network">The network; not owned.</param>
/// <param name="longSide">Long side that it works at.</param>
public sealed class NetworkOverlap(OverlapNet network, int longSide = OverlapNet.DefaultLongSide) : IOverlapFinder
{
    /// <inheritdoc />
    public string Name => OverlapCatalogue.Network;

    /// <inheritdoc />
    public OverlapMasks Find(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        OverlapLogits logits = network.Predict(pair.GrayA, pair.GrayB, longSide);
        bool overlaps = logits.Probability >= OverlapMasks.Decision;
        Mat a = Mask(logits.A, pair.A.Size(), overlaps), b = Mask(logits.B, pair.B.Size(), overlaps);
        string evidence = string.Create(CultureInfo.InvariantCulture, $"{network.Description}, probability {logits.Probability:F3}, at {logits.A.Width}x{logits.A.Height}");
        ReasonCode reason = overlaps ? ReasonCode.None : ReasonCode.LowOverlap;
        return new OverlapMasks(Name, a, b, logits.Probability)
        {
            Reason = reason,
            Provenance = [new ProvenanceStep("overlap-network", StepOutcome.Accepted, reason, evidence, Stopwatch.GetElapsedTime(start).TotalMilliseconds)],
        };
    }

    private static Mat Mask(ScalarMap logits, Size size, bool overlaps)
    {
        if (!overlaps)
            return new Mat(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));
        using Mat small = Mat.FromPixelData(logits.Height, logits.Width, MatType.CV_32FC1, logits.Data);
        using var full = new Mat();
        // Log-odds fall linearly across an outline, so that enlarging them places it between the network's pixels.
        Cv2.Resize(small, full, size, 0, 0, InterpolationFlags.Linear);
        using var above = new Mat();
        Cv2.Threshold(full, above, 0, 255, ThresholdTypes.Binary);
        var mask = new Mat();
        above.ConvertTo(mask, MatType.CV_8U);
        return mask;
    }
}
