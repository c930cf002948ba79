using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// An image at another size and the way back to its own pixels. Sizes are whole numbers, so each axis has its own factor;
/// pixel centres map by x → (x + 0.5)·s − 0.5 (<see cref="Homography.Resize"/>).
/// </summary>
public sealed class ScaledImage : IDisposable
{
    private ScaledImage(Mat image, Size original) => (Image, Original) = (image, original);

    /// <summary>The image. Owned.</summary>
    public Mat Image { get; }

    /// <summary>Its size before.</summary>
    public Size Original { get; }

    /// <summary>Pixels of the image a pixel of the original, horizontally.</summary>
    public double ScaleX => (double)Image.Width / Original.Width;

    /// <summary>Pixels of the image a pixel of the original, vertically.</summary>
    public double ScaleY => (double)Image.Height / Original.Height;

    /// <summary>Pixels of the original a pixel of the image, in each axis.</summary>
    public Point2d Enlargement => new((double)Original.Width / Image.Width, (double)Original.Height / Image.Height);

    /// <summary>From pixels of the original to those of the image.</summary>
    public Homography FromOriginal => Homography.Resize(ScaleX, ScaleY);

    /// <summary>From pixels of the image to those of the original.</summary>
    public Homography ToOriginal => Homography.Resize(Enlargement.X, Enlargement.Y);

    /// <summary>The image reduced to a long side; a copy where it is not larger. Each pixel is the mean of the area that it covers.</summary>
    /// <param name="image">Of any type; not modified.</param>
    /// <param name="longSide">Bound on the longer side, in pixels.</param>
    public static ScaledImage Reduce(Mat image, int longSide)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Resize(image, SizeOf(image.Size(), FactorFor(image.Size(), longSide)));
    }

    /// <summary>The image at a size that is not larger than its own, averaged over areas.</summary>
    /// <param name="image">Of any type; not modified.</param>
    /// <param name="size">The new size.</param>
    public static ScaledImage Resize(Mat image, Size size)
    {
        ArgumentNullException.ThrowIfNull(image);
        var resized = new Mat();
        Cv2.Resize(image, resized, size, 0, 0, InterpolationFlags.Area);
        return new ScaledImage(resized, image.Size());
    }

    /// <summary>The factor that brings the longer side within a bound; never above 1.</summary>
    public static double FactorFor(Size size, int longSide) => Math.Min(1, (double)longSide / Math.Max(size.Width, size.Height));

    /// <summary>A size by a factor, in whole pixels.</summary>
    /// <param name="size">The size.</param>
    /// <param name="factor">New length over old.</param>
    /// <param name="least">Least length of a side.</param>
    public static Size SizeOf(Size size, double factor, int least = 1) =>
        new(Math.Max(least, (int)Math.Round(size.Width * factor)), Math.Max(least, (int)Math.Round(size.Height * factor)));

    /// <inheritdoc />
    public void Dispose() => Image.Dispose();
}
