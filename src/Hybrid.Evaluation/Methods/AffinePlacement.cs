using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>An image laid flat.</summary>
/// <param name="Map">From its pixels to those of the panorama.</param>
/// <param name="Back">The way back.</param>
internal sealed record AffinePlacement(Homography Map, Homography Back) : ImagePlacement
{
    private const double Tolerance = 1.5;

    /// <summary>The placement that agrees with most marks, fitted to those; null where there is none.</summary>
    /// <param name="image">Marks in the image.</param>
    /// <param name="panorama">The same in the panorama.</param>
    public static AffinePlacement? Fit(Point2f[] image, Point2f[] panorama)
    {
        if (image.Length < 6)
            return null;
        using Mat from = Mat.FromPixelData(image.Length, 1, MatType.CV_32FC2, image), to = Mat.FromPixelData(panorama.Length, 1, MatType.CV_32FC2, panorama), inliers = new();
        using Mat? found = Cv2.EstimateAffine2D(from, to, inliers, RobustEstimationAlgorithms.RANSAC, Tolerance);
        if (found is null || found.Empty())
            return null;
        var map = new Homography(found.At<double>(0, 0), found.At<double>(0, 1), found.At<double>(0, 2), found.At<double>(1, 0), found.At<double>(1, 1), found.At<double>(1, 2), 0, 0, 1);
        return map.Inverse() is { } back ? new AffinePlacement(map, back) : null;
    }

    /// <inheritdoc />
    public override Point2d ToPanorama(Point2d pixel) => Map.Apply(pixel);

    /// <inheritdoc />
    public override Point2d FromPanorama(Point2d place) => Back.Apply(place);
}
