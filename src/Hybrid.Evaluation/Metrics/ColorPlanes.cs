using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>An image as three planes of 0..255 (grey: three equal ones), whatever its depth.</summary>
internal sealed class ColorPlanes
{
    private ColorPlanes(int width, int height)
    {
        Width = width;
        Height = height;
        Planes = [new float[width * height], new float[width * height], new float[width * height]];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Blue, green and red, row-major.</summary>
    public float[][] Planes { get; }

    /// <summary>Reads an 8-bit image, or one of 16 bits (divided by 257) or floats of 0..1 (times 255).</summary>
    public static unsafe ColorPlanes Of(Mat image)
    {
        using var floats = new Mat();
        int depth = image.Depth();
        image.ConvertTo(floats, MatType.CV_32F, depth == MatType.CV_16U ? 1 / 257.0 : depth == MatType.CV_32F ? 255 : 1);
        int channels = floats.Channels();
        var planes = new ColorPlanes(image.Width, image.Height);
        for (int y = 0, rows = image.Height; y < rows; y++)
        {
            float* row = (float*)floats.Ptr(y);
            for (int x = 0, columns = image.Width; x < columns; x++)
            {
                for (int c = 0; c < 3; c++)
                    planes.Planes[c][y * image.Width + x] = row[x * channels + (channels >= 3 ? c : 0)];
            }
        }
        return planes;
    }
}
