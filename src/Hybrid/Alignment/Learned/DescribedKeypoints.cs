using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Learned;

/// <summary>Classical keypoints, which are placed to a fraction of a pixel, with the descriptors of a network read there.</summary>
/// <param name="network">The network.</param>
/// <param name="detector">What finds the keypoints.</param>
public sealed class DescribedKeypoints(DescriptorNetwork network, KeypointKind detector = KeypointKind.Sift) : IFeatureSource
{
    private const int Most = 2500;

    // An eighth of the usual threshold: what is faint in one modality is plain in another.
    private const double Sensitivity = 0.125;
    private const double CornerQuality = 0.004, CornerDistance = 4, CornerBlur = 0.8;

    /// <inheritdoc />
    public string Name => network.Description;

    /// <inheritdoc />
    public int LongSide => DescriptorNetwork.DefaultLongSide;

    /// <inheritdoc />
    public float LeastCosine => -1;

    /// <inheritdoc />
    public bool HasViews => true;

    /// <inheritdoc />
    public FeatureView First(Size a) => FeatureView.Upright;

    /// <inheritdoc />
    public LearnedFeatures Extract(Mat gray, FeatureView view, IReadOnlyList<Point2d>? known = null)
    {
        ArgumentNullException.ThrowIfNull(gray);
        using ScaledImage seen = ScaledImage.Resize(gray, ScaledImage.SizeOf(gray.Size(), view.Halved ? 0.5 : 1));
        Homography toSeen = seen.FromOriginal, toGray = seen.ToOriginal;
        IReadOnlyList<Point2d> places = known ?? [.. Detect(seen.Image).Select(p => toGray.Apply(p))];
        using Mat turned = view.Turn(seen.Image);
        Homography toTurned = view.TurnOf(seen.Image.Size()) * toSeen;
        DescriptorMap map = network.Describe(turned, LongSide);
        return new LearnedFeatures(gray.Size(), places, map.Sample([.. places.Select(p => toTurned.Apply(p))]), map.Dimension);
    }

    private Point2d[] Detect(Mat gray)
    {
        if (detector != KeypointKind.Corners)
        {
            FeatureKind kind = detector == KeypointKind.Akaze ? FeatureKind.Akaze : FeatureKind.Sift;
            return FeatureExtractor.Detect(gray, new FeatureOptions { Kind = kind, MaxKeypoints = Most, Sensitivity = Sensitivity });
        }
        using var smooth = new Mat();
        Cv2.GaussianBlur(gray, smooth, new Size(0, 0), CornerBlur);
        Point2f[] corners = Cv2.GoodFeaturesToTrack(smooth, Most, CornerQuality, CornerDistance, null!, 3, false, 0.04);
        return [.. corners.Select(p => new Point2d(p.X, p.Y))];
    }
}
