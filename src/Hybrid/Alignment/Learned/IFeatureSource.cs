using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Learned;

/// <summary>Keypoints with a network's descriptors. Immutable and thread-safe.</summary>
public interface IFeatureSource
{
    /// <summary>Name in provenance.</summary>
    string Name { get; }

    /// <summary>Long side to which images are reduced before, in pixels; 0 means that they stay as they are.</summary>
    int LongSide { get; }

    /// <summary>Least scalar product of two descriptors that may belong together; −1 means any.</summary>
    float LeastCosine { get; }

    /// <summary>Whether it is worth while to show one image turned or reduced where matching both as they are is weak.</summary>
    bool HasViews { get; }

    /// <summary>How both images are shown first.</summary>
    /// <param name="a">Size of A.</param>
    FeatureView First(Size a);

    /// <summary>Features of an image.</summary>
    /// <param name="gray">8-bit, one channel; not modified.</param>
    /// <param name="view">How the network is shown it; the first one where there are no others.</param>
    /// <param name="known">Places found before in the same view but for its turn, which are described again; null means that they are sought.</param>
    /// <returns>Places in pixels of <paramref name="gray"/>, whatever the view.</returns>
    LearnedFeatures Extract(Mat gray, FeatureView view, IReadOnlyList<Point2d>? known = null);
}
