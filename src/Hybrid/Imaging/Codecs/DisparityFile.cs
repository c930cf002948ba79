using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Disparity maps in image files: integers that are the disparity times a factor, 0 for unknown (KITTI: 16-bit, 256;
/// Middlebury 2001 to 2006: 8-bit, 1 to 16), and PFM.
/// </summary>
public static class DisparityFile
{
    /// <summary>The factor of KITTI's 16-bit PNGs and of those that this program writes.</summary>
    public const double KittiScale = 256;

    /// <summary>Reads disparities in pixels from an 8-bit or 16-bit grey image; 0 becomes NaN.</summary>
    /// <param name="path">PNG, PGM or any other grey image.</param>
    /// <param name="scale">Stored value per pixel of disparity.</param>
    /// <exception cref="InputException">The file is missing, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is no grey image of integers.</exception>
    public static ScalarMap ReadScaled(string path, double scale = KittiScale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        using Mat image = ImageReader.Read(path);
        return Scaled(image, path, scale);
    }

    private static ScalarMap Scaled(Mat image, string path, double scale)
    {
        int depth = image.Depth();
        if (depth != MatType.CV_8U && depth != MatType.CV_16U)
            throw new ImageFormatException($"'{path}' does not hold integers; name an 8-bit or 16-bit disparity image");
        if (image.Channels() != 1)
            throw new ImageFormatException($"'{path}' has colours; name a grey disparity image");
        var map = new ScalarMap(image.Width, image.Height);
        for (int y = 0, rows = image.Height; y < rows; y++)
        {
            Span<float> row = map.Row(y);
            if (depth == MatType.CV_8U)
                Convert<byte>(MatRows.Row<byte>(image, y), row, scale);
            else
                Convert<ushort>(MatRows.Row<ushort>(image, y), row, scale);
        }
        return map;
    }

    /// <summary>Reads disparities: PFM by its extension, otherwise an image scaled by <paramref name="scale"/>.</summary>
    /// <inheritdoc cref="ReadScaled" path="/param|/exception"/>
    public static ScalarMap Read(string path, double scale = KittiScale)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".pfm", StringComparison.OrdinalIgnoreCase) ? PfmFile.Read(path) : ReadScaled(path, scale);
    }

    /// <summary>Reads disparities as <see cref="Read(string, double)"/> does with KITTI's scale, and says where it may be another.</summary>
    /// <param name="path">PFM, or a grey image.</param>
    /// <param name="isByte">Whether the image has 8 bits: no two datasets have one scale for these.</param>
    /// <inheritdoc cref="ReadScaled" path="/exception"/>
    public static ScalarMap Read(string path, out bool isByte)
    {
        ArgumentNullException.ThrowIfNull(path);
        isByte = false;
        if (path.EndsWith(".pfm", StringComparison.OrdinalIgnoreCase))
            return PfmFile.Read(path);
        using Mat image = ImageReader.Read(path);
        isByte = image.Depth() == MatType.CV_8U;
        return Scaled(image, path, KittiScale);
    }

    /// <summary>
    /// Writes a 16-bit PNG of disparity times <paramref name="scale"/>, whole or not at all. Unknown is 0; a known
    /// disparity is at least 1 and at most 65 535 steps.
    /// </summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteScaled(string path, ScalarMap disparity, double scale = KittiScale) =>
        AtomicFile.WriteAllBytes(path, EncodeScaled(disparity, scale));

    /// <summary>The content of the file that <see cref="WriteScaled"/> would write.</summary>
    public static byte[] EncodeScaled(ScalarMap disparity, double scale = KittiScale)
    {
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        using var image = new Mat(disparity.Height, disparity.Width, MatType.CV_16UC1);
        for (int y = 0; y < disparity.Height; y++)
        {
            ReadOnlySpan<float> row = disparity.Row(y);
            Span<ushort> target = MatRows.Row<ushort>(image, y);
            for (int x = 0; x < row.Length; x++)
                target[x] = float.IsNaN(row[x]) ? (ushort)0 : (ushort)Math.Clamp(Math.Round(row[x] * scale), 1, ushort.MaxValue);
        }
        return ImageWriter.Encode(".png", image, new ImageWriteOptions { Compression = 9 });
    }

    private static void Convert<T>(ReadOnlySpan<T> stored, Span<float> disparities, double scale)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (int x = 0; x < stored.Length; x++)
            disparities[x] = T.IsZero(stored[x]) ? float.NaN : (float)(double.CreateChecked(stored[x]) / scale);
    }
}
