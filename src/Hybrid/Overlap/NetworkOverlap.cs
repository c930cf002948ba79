using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Overlap;

/// <summary>
/// The overlap as <see cref="OverlapNet"/> sees it, its log-odds enlarged to the images' own sizes. Where little is shared the
/// network looks a second time, at what it found alone: closer, and with less around it to be mistaken for it.
/// </summary>
/// <param name="network">The network; not owned.</param>
/// <param name="longSide">Long side that it works at.</param>
/// <param name="closer">Whether it looks a second time.</param>
public sealed class NetworkOverlap(OverlapNet network, int longSide = OverlapNet.DefaultLongSide, bool closer = true) : IOverlapFinder
{
    /// <summary>Above this share of either image a second look would see hardly less than the first.</summary>
    private const double CloserBelow = 0.4;

    /// <summary>What is looked at again reaches beyond what was found by this share of the image's long side.</summary>
    private const double Margin = 0.1;

    /// <summary>A part needs fewer pixels than the whole.</summary>
    private const double CloserSide = 0.9;

    private const double LargestEnlargement = 1.5;

    /// <inheritdoc />
    public string Name => "network";

    /// <inheritdoc />
    public OverlapResult Find(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        OverlapLogits logits = network.Predict(pair.GrayA, pair.GrayB, longSide);
        bool overlaps = logits.Probability >= OverlapResult.Decision;
        string evidence = string.Create(CultureInfo.InvariantCulture, $"{network.Description}, probability {logits.Probability:F3}, at {logits.A.Width}x{logits.A.Height}");
        ReasonCode reason = overlaps ? ReasonCode.None : ReasonCode.LowOverlap;
        var steps = new List<ProvenanceStep> { ProvenanceStep.Timed("overlap-network", StepOutcome.Accepted, reason, evidence, start) };
        if (!overlaps)
            return Result(Nothing(pair.A.Size()), Nothing(pair.B.Size()));
        Mat a = Mask(logits.A, pair.A.Size()), b = Mask(logits.B, pair.B.Size());
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (closer)
                steps.Add(LookCloser(pair, a, b));
            return Result(a, b);
        }
        catch
        {
            a.Dispose();
            b.Dispose();
            throw;
        }

        OverlapResult Result(Mat maskA, Mat maskB) => new(maskA, maskB, logits.Probability)
        {
            Status = ResultStatus.Ok,
            Reason = reason,
            MethodRequested = Name,
            MethodUsed = Name,
            Provenance = steps,
            Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
        };
    }

    private ProvenanceStep LookCloser(ImagePair pair, Mat a, Mat b)
    {
        long start = Stopwatch.GetTimestamp();
        ProvenanceStep Step(StepOutcome outcome, ReasonCode reason, string text) => ProvenanceStep.Timed("overlap-closer", outcome, reason, text, start);
        double shared = Math.Max(Cv2.CountNonZero(a) / (double)a.Total(), Cv2.CountNonZero(b) / (double)b.Total());
        string found = string.Create(CultureInfo.InvariantCulture, $"{100 * shared:F0} % shared");
        if (shared >= CloserBelow || Largest(a) is not { } inA || Largest(b) is not { } inB)
            return Step(StepOutcome.Skipped, ReasonCode.NotNeeded, found);
        int side = new[] { inA.Width, inA.Height, inB.Width, inB.Height }.Max();
        int closeSide = (int)(CloserSide * longSide);
        double enlargement = Math.Clamp((double)closeSide / side, 1, LargestEnlargement);
        using Mat cropA = Crop(pair.GrayA, inA, enlargement), cropB = Crop(pair.GrayB, inB, enlargement);
        OverlapLogits logits = network.Predict(cropA, cropB, closeSide);
        string looked = string.Create(CultureInfo.InvariantCulture, $"{found}; looked again at {inA.Width}x{inA.Height} and {inB.Width}x{inB.Height}, probability {logits.Probability:F3}");
        if (logits.Probability < OverlapResult.Decision)
            return Step(StepOutcome.Rejected, ReasonCode.LowOverlap, looked);
        Replace(a, inA, logits.A);
        Replace(b, inB, logits.B);
        return Step(StepOutcome.Accepted, ReasonCode.None, looked);
    }

    /// <summary>The frame of a mask's largest connected part, with a margin; null where the mask is empty.</summary>
    private static Rect? Largest(Mat mask)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(mask, labels, stats, centroids);
        if (count < 2)
            return null;
        // Columns: left, top, width, height, area.
        int largest = Enumerable.Range(1, count - 1).MaxBy(i => stats.At<int>(i, 4));
        int margin = (int)Math.Round(Margin * Math.Max(mask.Width, mask.Height));
        int left = Math.Max(0, stats.At<int>(largest, 0) - margin), top = Math.Max(0, stats.At<int>(largest, 1) - margin);
        int right = Math.Min(mask.Width, stats.At<int>(largest, 0) + stats.At<int>(largest, 2) + margin);
        int bottom = Math.Min(mask.Height, stats.At<int>(largest, 1) + stats.At<int>(largest, 3) + margin);
        return new Rect(left, top, right - left, bottom - top);
    }

    private static Mat Crop(Mat gray, Rect frame, double enlargement)
    {
        using Mat view = gray[frame];
        if (enlargement == 1)
            return view.Clone();
        var enlarged = new Mat();
        Cv2.Resize(view, enlarged, default, enlargement, enlargement, InterpolationFlags.Cubic);
        return enlarged;
    }

    private static void Replace(Mat mask, Rect frame, ScalarMap logits)
    {
        using Mat inside = Mask(logits, frame.Size);
        mask.SetTo(Scalar.All(0));
        using Mat view = mask[frame];
        inside.CopyTo(view);
    }

    private static Mat Nothing(Size size) => new(size.Height, size.Width, MatType.CV_8UC1, Scalar.All(0));

    private static Mat Mask(ScalarMap logits, Size size)
    {
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
