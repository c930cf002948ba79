using Hybrid.Imaging;

namespace Hybrid.Alignment;

/// <summary>
/// The dense flow that an alignment found, whether or not one homography explains the pair: a scene in motion has a flow and
/// no homography. Holds no native memory.
/// </summary>
public sealed record FlowResult
{
    /// <summary>Confidence from which a vector counts as known.</summary>
    private const float Known = 0.5f;

    /// <summary>Share of A below which a flow is no answer: what is known may then be chance.</summary>
    private const double LeastKnown = 0.05;

    /// <summary>The alignment whose flow it is.</summary>
    public required AlignmentResult Alignment { get; init; }

    /// <summary>A to B, px, of A's size; NaN where unknown. Null where the pair has none that may be used.</summary>
    public FlowField? Flow { get; init; }

    /// <summary>Confidence of each vector, 0..1, of A's size; null where there is no flow.</summary>
    public ScalarMap? Confidence { get; init; }

    /// <summary>Whether there is a flow that may be used.</summary>
    public bool IsOk => Flow is not null;

    /// <summary>Why there is none; <see cref="ReasonCode.None"/> where there is one.</summary>
    public ReasonCode Reason => IsOk ? ReasonCode.None : Alignment.Reason;

    /// <summary>Mean confidence of all vectors, unknown ones counting as 0.</summary>
    public double MeanConfidence => Confidence is null ? 0 : Confidence.Data.Average(c => float.IsNaN(c) ? 0.0 : c);

    /// <summary>Share of A whose vectors have a confidence of one half or more.</summary>
    public double KnownShare => Confidence is null ? 0 : ShareKnown(Confidence);

    /// <summary>The flow of an alignment: the network's where it made one, else that of the homography.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="alignment">What a method made of them.</param>
    public static FlowResult Of(ImagePair pair, AlignmentResult alignment)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(alignment);
        if (alignment.IsOk && alignment.Homography is not null)
        {
            (FlowField flow, ScalarMap confidence) = DenseResult.Of(alignment, pair.A.Size(), pair.B.Size());
            return new FlowResult { Alignment = alignment, Flow = flow, Confidence = confidence };
        }
        bool known = alignment is { Flow: not null, FlowConfidence: { } sure } && ShareKnown(sure) >= LeastKnown;
        return known
            ? new FlowResult { Alignment = alignment, Flow = alignment.Flow, Confidence = alignment.FlowConfidence }
            : new FlowResult { Alignment = alignment };
    }

    private static double ShareKnown(ScalarMap confidence) => confidence.Data.Count(c => c >= Known) / (double)confidence.Data.Length;
}
