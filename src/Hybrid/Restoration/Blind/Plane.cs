using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>One channel of an image as floats, row-major.</summary>
internal readonly record struct Plane(int Width, int Height, float[] Values)
{
    /// <summary>Copies a CV_32FC1 image.</summary>
    public static Plane Of(Mat image)
    {
        var values = new float[image.Rows * image.Cols];
        for (int y = 0, rows = image.Rows; y < rows; y++)
            MatRows.Row<float>(image, y).CopyTo(values.AsSpan(y * image.Cols));
        return new Plane(image.Cols, image.Rows, values);
    }

    /// <summary>
    /// Pads to a size that transforms fast, mirrored, and mixes opposite margins so that the periodic continuation has no jump.
    /// </summary>
    public static Plane Periodic(Mat image, int margin)
    {
        Plane padded = Mirrored(image, margin);
        (int width, int height, float[] values) = (padded.Width, padded.Height, padded.Values);
        for (int i = 0; i < margin; i++)
        {
            float weight = Weight(i, margin);
            for (int x = 0; x < width; x++)
                Mix(ref values[i * width + x], ref values[(height - 1 - i) * width + x], weight);
        }
        for (int i = 0; i < margin; i++)
        {
            float weight = Weight(i, margin);
            for (int y = 0; y < height; y++)
                Mix(ref values[y * width + i], ref values[y * width + width - 1 - i], weight);
        }
        return padded;
    }

    /// <summary>Pads by mirroring to a size that transforms fast; the image begins at (margin, margin).</summary>
    public static Plane Mirrored(Mat image, int margin)
    {
        int width = Cv2.GetOptimalDFTSize(image.Cols + 2 * margin), height = Cv2.GetOptimalDFTSize(image.Rows + 2 * margin);
        using var padded = new Mat();
        Cv2.CopyMakeBorder(image, padded, margin, height - image.Rows - margin, margin, width - image.Cols - margin, BorderTypes.Reflect);
        return Of(padded);
    }

    /// <summary>The plane as CV_32FC1; owned by the caller.</summary>
    public Mat ToMat()
    {
        var image = new Mat(Height, Width, MatType.CV_32FC1, Scalar.All(0));
        for (int y = 0; y < Height; y++)
            Values.AsSpan(y * Width, Width).CopyTo(MatRows.Row<float>(image, y));
        return image;
    }

    private static float Weight(int i, int margin) => margin < 2 ? 0.5f : 0.5f + 0.5f * i / (margin - 1);

    private static void Mix(ref float a, ref float b, float weight) =>
        (a, b) = (weight * a + (1 - weight) * b, weight * b + (1 - weight) * a);
}
