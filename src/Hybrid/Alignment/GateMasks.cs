using System.Diagnostics;
using System.Globalization;
using Hybrid.Overlap;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Where features are sought in both images of a pair, and why. Owns the masks.</summary>
internal sealed class GateMasks : IDisposable
{
    /// <summary>Step in the provenance.</summary>
    public const string Step = "overlap";

    /// <summary>Below this share of both images most methods fail.</summary>
    public const double Little = 0.15;

    // Outlines are known to a few pixels at the network's size; a margin of this share of the long side keeps features on them.
    private const double Margin = 0.03;

    private GateMasks(Mat? a, Mat? b, ProvenanceStep said) => (A, B, Said) = (a, b, said);

    /// <summary>CV_8UC1 of A's size; null where the gate stays open, since no overlap was seen to keep to.</summary>
    public Mat? A { get; }

    /// <summary>CV_8UC1 of B's size; null as <see cref="A"/>.</summary>
    public Mat? B { get; }

    /// <summary>What the finder said.</summary>
    public ProvenanceStep Said { get; }

    /// <summary>Asks a finder.</summary>
    public static GateMasks Of(ImagePair pair, IOverlapFinder finder, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        using OverlapResult masks = finder.Find(pair, cancellation);
        bool little = !masks.Overlaps || Math.Max(masks.FractionA, masks.FractionB) < Little;
        string evidence = string.Create(CultureInfo.InvariantCulture, $"{100 * masks.FractionA:F0} % of A and {100 * masks.FractionB:F0} % of B seen in both, probability {masks.Probability:F3}");
        var said = ProvenanceStep.Timed(
            Step, masks.Overlaps ? StepOutcome.Accepted : StepOutcome.Rejected, little ? ReasonCode.LowOverlap : ReasonCode.None, evidence, start);
        return masks.Overlaps && masks.FractionA > 0 && masks.FractionB > 0
            ? new GateMasks(Widened(masks.A), Widened(masks.B), said)
            : new GateMasks(null, null, said);
    }

    /// <summary>Where two masks are set; null where neither is given. Owned by the caller.</summary>
    public static Mat? Both(Mat? first, Mat? second)
    {
        if (first is null || second is null)
            return (first ?? second)?.Clone();
        var both = new Mat();
        Cv2.Min(first, second, both);
        return both;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        A?.Dispose();
        B?.Dispose();
    }

    private static Mat Widened(Mat mask)
    {
        int side = 2 * (int)Math.Ceiling(Margin * Math.Max(mask.Width, mask.Height)) + 1;
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(side, side));
        var widened = new Mat();
        Cv2.Dilate(mask, widened, kernel);
        return widened;
    }
}
