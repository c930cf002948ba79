using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>What a stereo method found out about a pair. Holds no native memory.</summary>
public sealed record StereoResult : MethodResult
{
    /// <summary>Disparity of the left image in pixels of the images as given, x_right = x_left − d; NaN where unknown. Null where the pair failed.</summary>
    public ScalarMap? Disparity { get; init; }

    /// <summary>For each pixel the probability that its disparity is within 2 px, 0..1; null where the pair failed.</summary>
    public ScalarMap? Confidence { get; init; }

    /// <summary>
    /// |d_left(x) − d_right(x − d_left(x))| of what was measured, px, before anything was filled in; NaN where nothing was
    /// measured or the partner has no disparity. Null where the method does not measure both ways.
    /// </summary>
    public ScalarMap? LeftRightError { get; init; }

    /// <summary>The disparities that were searched.</summary>
    public DisparityRange Range { get; init; }

    /// <summary>How well the pair was rectified as given.</summary>
    public RectificationMeasure? Rectification { get; init; }

    /// <summary>The rectification that was applied; null where none was.</summary>
    public StereoRectification? Rectified { get; init; }

    /// <summary>What is unusual about the pair; the fatal one, if any, first.</summary>
    public IReadOnlyList<StereoFinding> Findings { get; init; } = [];

    /// <summary>Mean confidence of all pixels, unknown ones counting as 0; 0 where the pair failed.</summary>
    public double MeanConfidence => Confidence is null ? 0 : Confidence.Data.Average(c => float.IsNaN(c) ? 0.0 : c);

    /// <summary>Share of the pixels that have a disparity.</summary>
    public double Fill => Disparity is null ? 0 : Disparity.Data.Average(d => float.IsNaN(d) ? 0.0 : 1.0);
}
