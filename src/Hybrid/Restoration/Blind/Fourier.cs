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
        return Values(spectrum);
    }

    /// <summary>A spectrum of two channels as numbers.</summary>
    public static float[] Values(Mat spectrum)
    {
        int row = 2 * spectrum.Cols;
        var values = new float[row * spectrum.Rows];
        for (int y = 0, rows = spectrum.Rows; y < rows; y++)
            MatRows.Row<float>(spectrum, y).CopyTo(values.AsSpan(y * row));
        return values;
    }

    /// <summary>A kernel's transfer function on a grid, the kernel's centre pixel ((side − 1)/2 each way) at the origin.</summary>
    /// <param name="kernel">Row-major values.</param>
    /// <param name="size">Of the kernel.</param>
    /// <param name="width">Of the grid.</param>
    /// <param name="height">Of the grid.</param>
    /// <returns>Two channels, owned by the caller.</returns>
    public static Mat Transfer(ReadOnlySpan<float> kernel, Size size, int width, int height)
    {
        using var image = new Mat(height, width, MatType.CV_32FC1, Scalar.All(0));
        int cx = (size.Width - 1) / 2, cy = (size.Height - 1) / 2;
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
                image.Set((y - cy + height) % height, (x - cx + width) % width, kernel[y * size.Width + x]);
        }
        var spectrum = new Mat();
        Cv2.Dft(image, spectrum, DftFlags.ComplexOutput);
        return spectrum;
    }

    /// <summary>The spectrum of a convolution.</summary>
    public static float[] Product(float[] a, float[] b)
    {
        var product = new float[a.Length];
        for (int i = 0; i < a.Length; i += 2)
        {
            product[i] = a[i] * b[i] - a[i + 1] * b[i + 1];
            product[i + 1] = a[i] * b[i + 1] + a[i + 1] * b[i];
        }
        return product;
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

    /// <summary>|1 − exp(−iω)|² = 2 − 2 cos ω at a frequency of an axis: the power that differences of neighbours pass.</summary>
    public static double Difference(int frequency, int length) => 2 - 2 * Math.Cos(2 * Math.PI * frequency / length);

    /// <summary>|Dx|² + |Dy|² of differences of neighbours.</summary>
    public static float[] Laplacian(int width, int height)
    {
        var values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            double dy = Difference(y, height);
            for (int x = 0; x < width; x++)
                values[y * width + x] = (float)(dy + Difference(x, width));
        }
        return values;
    }
}
