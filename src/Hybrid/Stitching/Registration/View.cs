using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>An image as registration sees it: reduced, grey, with its features.</summary>
internal sealed class View : IDisposable
{
    /// <summary>Index among the images given, in their canonical order.</summary>
    public required int Index { get; init; }

    /// <summary>Size of the image as read.</summary>
    public required Size Size { get; init; }

    /// <summary>Depth of the image as OpenCV numbers them: CV_8U, CV_16U or CV_32F.</summary>
    public required int Depth { get; init; }

    /// <summary>The values of the image that registration sees as 0..255, the same for all images of that depth.</summary>
    public required IntensityRange Range { get; init; }

    /// <summary>The reduced image, 8-bit BGR.</summary>
    public required Mat Color { get; init; }

    /// <summary>The reduced image, 8-bit grey.</summary>
    public required Mat Gray { get; init; }

    /// <summary>Keypoints in pixels of the reduced image, found in a still smaller one, strongest first.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>More keypoints, found in the reduced image itself when first asked for.</summary>
    public required Lazy<FeatureSet> FineFeatures { get; init; }

    /// <summary>Corners of the reduced image that can be followed into another, spread over it; found when first asked for.</summary>
    public required Lazy<Point2f[]> Corners { get; init; }

    /// <summary>What the image's file carries beside its pixels.</summary>
    public required ImageMetadata Metadata { get; init; }

    /// <summary>Focal length in pixels of the reduced image as EXIF has it; null where it does not, or names none that a camera has.</summary>
    public double? ExifFocal => Metadata.FocalLength(Size) is { } focal && focal / Math.Max(Size.Width, Size.Height) is > 0.2 and < 40 ? focal * Gray.Width / Size.Width : null;

    /// <summary>Radius of the circle outside which the image is black, as that of a fisheye, in half diagonals; 0 where it is full.</summary>
    public double Circle { get; init; }

    /// <summary>SHA-256 of the reduced image.</summary>
    public required string Content { get; init; }

    /// <summary>From the image's pixels to those of the reduced image.</summary>
    public Homography ToReduced => Homography.Resize((double)Gray.Width / Size.Width, (double)Gray.Height / Size.Height);

    /// <summary>The way back.</summary>
    public Homography ToFull => Homography.Resize((double)Size.Width / Gray.Width, (double)Size.Height / Gray.Height);

    /// <inheritdoc />
    public void Dispose()
    {
        Gray.Dispose();
        Color.Dispose();
    }
}
