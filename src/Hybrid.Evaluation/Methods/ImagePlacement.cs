using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>Where an image lies in a panorama.</summary>
internal abstract record ImagePlacement
{
    /// <summary>Where a pixel of the image lies in the panorama.</summary>
    public abstract Point2d ToPanorama(Point2d pixel);

    /// <summary>Which pixel of the image a place of the panorama shows; NaN where it is behind the camera.</summary>
    public abstract Point2d FromPanorama(Point2d place);
}
