using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>An image and where it holds data by its transparency: what is fully transparent shows nothing.</summary>
/// <param name="Image">1 or 3 channels.</param>
/// <param name="Valid">CV_8UC1, 0 where the image is fully transparent; null where it is nowhere.</param>
public sealed record MaskedImage(Mat Image, Mat? Valid) : IDisposable
{
    /// <summary>Reads a file as <see cref="ImageReader.Read"/> does, its transparency apart.</summary>
    /// <param name="path">The file. Its content decides the format, not its name.</param>
    /// <returns>Owned by the caller.</returns>
    /// <inheritdoc cref="ImageReader.Read" path="/exception"/>
    public static MaskedImage Read(string path)
    {
        Mat image = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha });
        if (image.Channels() != 4)
            return new MaskedImage(image, null);
        using (image)
        using (Mat alpha = image.ExtractChannel(3))
        {
            var color = new Mat();
            Cv2.CvtColor(image, color, ColorConversionCodes.BGRA2BGR);
            if (Cv2.CountNonZero(alpha) == alpha.Rows * alpha.Cols)
                return new MaskedImage(color, null);
            var valid = new Mat();
            Cv2.Compare(alpha, 0, valid, CmpTypes.GT);
            return new MaskedImage(color, valid);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Image.Dispose();
        Valid?.Dispose();
    }
}
