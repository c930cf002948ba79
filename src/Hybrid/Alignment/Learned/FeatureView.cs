using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment.Learned;

/// <summary>How a network is shown an image.</summary>
/// <param name="QuarterTurns">Quarter turns clockwise, 0..3.</param>
/// <param name="Halved">Whether it is reduced to half its size before.</param>
public readonly record struct FeatureView(int QuarterTurns, bool Halved)
{
    /// <summary>As it is.</summary>
    public static FeatureView Upright { get; }

    /// <summary>From pixels of an image to those of the same image turned.</summary>
    /// <param name="size">Size of the image before the turn.</param>
    public Homography TurnOf(Size size) => QuarterTurns switch
    {
        1 => new Homography(0, -1, size.Height - 1, 1, 0, 0, 0, 0, 1),
        2 => new Homography(-1, 0, size.Width - 1, 0, -1, size.Height - 1, 0, 0, 1),
        3 => new Homography(0, 1, 0, -1, 0, size.Width - 1, 0, 0, 1),
        _ => Homography.Identity,
    };

    /// <summary>The image turned; owned by the caller.</summary>
    /// <param name="image">Of any type; not modified.</param>
    public Mat Turn(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (QuarterTurns == 0)
            return image.Clone();
        var turned = new Mat();
        Cv2.Rotate(image, turned, QuarterTurns switch
        {
            1 => RotateFlags.Rotate90Clockwise,
            2 => RotateFlags.Rotate180,
            _ => RotateFlags.Rotate90Counterclockwise,
        });
        return turned;
    }

    /// <summary>For people.</summary>
    public override string ToString() => (QuarterTurns, Halved) switch
    {
        (0, false) => "as it is",
        (0, true) => "at half size",
        (_, false) => $"turned by {90 * QuarterTurns}°",
        _ => $"turned by {90 * QuarterTurns}° at half size",
    };
}
