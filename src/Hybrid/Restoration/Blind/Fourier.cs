using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Transforms of planes; spectra are full, row-major, real and imaginary part in turn.</summary>
internal static class Fourier
{
    /// <summary>The transform of a plane.</summary>
    public static float[] Forward(Plane plane)
    {
        using Mat image = plane.ToMat();
        using var spectrum = new Mat();
        Cv2.Dft(image, spectrum, DftFlags.ComplexOutput);
        var values = new float[2 * plane.Width * plane.Height];
        for (int y = 0; y < plane.Height; y++)
            MatRows.Row<float>(spectrum, y).CopyTo(values.AsSpan(2 * y * plane.Width));
        return values;
    }

    /// <summary>The plane of a spectrum that is Hermitian.</summary>
    public static Plane Inverse(float[] spectrum, int width, int height)
    {
        using var image = new Mat(height, width, MatType.CV_32FC2, Scalar.All(0));
        for (int y = 0; y < height; y++)
            spectrum.AsSpan(2 * y * width, 2 * width).CopyTo(MatRows.Row<float>(image, y));
        using var plane = new Mat();
        Cv2.Idft(image, plane, DftFlags.Scale | DftFlags.RealOutput);
        return Plane.Of(plane);
    }

    /// <summary>|Dx|² + |Dy|² of differences of neighbours: |1 − exp(−iω)|² = 2 − 2 cos ω.</summary>
    public static float[] Laplacian(int width, int height)
    {
        var values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            double dy = 2 - 2 * Math.Cos(2 * Math.PI * y / height);
            for (int x = 0; x < width; x++)
                values[y * width + x] = (float)(dy + 2 - 2 * Math.Cos(2 * Math.PI * x / width));
        }
        return values;
    }
}
