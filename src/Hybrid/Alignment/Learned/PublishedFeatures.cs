using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Learned;

/// <summary>The keypoints and descriptors of a published network that the user brought, in the frame for which it was exported.</summary>
/// <param name="network">The network.</param>
public sealed class PublishedFeatures(FeatureNetwork network) : IFeatureSource
{
    /// <inheritdoc />
    public string Name => network.Description;

    /// <inheritdoc />
    public int LongSide => 0;

    // XFeat's descriptors have no ratio to speak of; its authors ask for this instead.
    /// <inheritdoc />
    public float LeastCosine => 0.82f;

    /// <inheritdoc />
    public bool HasViews => false;

    // The frame of the export is fixed: a portrait fills a landscape best lying on its side.
    /// <inheritdoc />
    public FeatureView First(Size a) => new(network.PrefersTurned(a) ? 1 : 0, false);

    /// <inheritdoc />
    public LearnedFeatures Extract(Mat gray, FeatureView view, IReadOnlyList<Point2d>? known = null)
    {
        ArgumentNullException.ThrowIfNull(gray);
        return network.Extract(gray, view.QuarterTurns != 0);
    }
}
