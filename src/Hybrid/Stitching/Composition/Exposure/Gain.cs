using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>What a layer's pixels are multiplied by: a number a colour, or a map over the layer's rectangle.</summary>
internal sealed record Gain(double Blue, double Green, double Red, Mat? Map = null) : IDisposable
{
    private static readonly byte[] Levels = [.. Enumerable.Range(0, 256).Select(v => (byte)v)];

    /// <summary>No change.</summary>
    public static Gain One { get; } = new(1, 1, 1);

    /// <summary>Multiplies a part of the layer in place.</summary>
    /// <param name="image">The part's pixels.</param>
    /// <param name="region">Where the part lies, in the same pixels as <paramref name="bounds"/>.</param>
    /// <param name="bounds">The layer's rectangle.</param>
    public void Apply(Mat image, Rect region, Rect bounds)
    {
        if (Map is null)
        {
            if (Blue == 1 && Green == 1 && Red == 1)
                return;
            Multiply(image);
            return;
        }
        // The map's cells cover the layer's rectangle evenly, as resizing the map to the rectangle would.
        double sx = (double)Map.Width / bounds.Width, sy = (double)Map.Height / bounds.Height;
        using Mat affine = Mat.FromPixelData(2, 3, MatType.CV_64FC1, new[]
        {
            sx, 0, (region.X - bounds.X + 0.5) * sx - 0.5,
            0, sy, (region.Y - bounds.Y + 0.5) * sy - 0.5,
        });
        using var gains = new Mat();
        Cv2.WarpAffine(Map, gains, affine, region.Size, InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
        using var three = new Mat();
        Cv2.Merge([gains, gains, gains], three);
        Cv2.Multiply(image, three, image, 1, (int)image.Type());
    }

    // OpenCV multiplies three channels by three numbers in doubles; of 8 bits a table of the same products is several times faster.
    private void Multiply(Mat image)
    {
        var factors = new Scalar(Blue, Green, Red);
        if (image.Depth() != MatType.CV_8U)
        {
            Cv2.Multiply(image, factors, image);
            return;
        }
        using Mat levels = Mat.FromPixelData(1, 256, MatType.CV_8UC1, Levels), table = new();
        Cv2.Merge([levels, levels, levels], table);
        Cv2.Multiply(table, factors, table);
        Cv2.LUT(image, table, image);
    }

    /// <inheritdoc />
    public void Dispose() => Map?.Dispose();
}
