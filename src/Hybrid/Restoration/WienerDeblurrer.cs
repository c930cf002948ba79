using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Deconvolution by a known kernel: the Wiener filter for white noise and an image whose gradients are white too,
/// X = K* Y / (|K|² + (σ_noise / σ_gradient)² (|Dx|² + |Dy|²)), Dx and Dy being the transforms of differences (Wiener,
/// 1949; the smoothness term as in Hunt, IEEE Trans. Computers 1973). Works in linear light.
/// </summary>
public sealed class WienerDeblurrer : IDeblurrer
{
    private readonly BlurKernel _kernel;
    private readonly WienerOptions _options;

    /// <summary>Creates the method.</summary>
    /// <param name="kernel">The blur of every image that it is given.</param>
    /// <param name="options">Noise and prior; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is not above zero.</exception>
    public WienerDeblurrer(BlurKernel kernel, WienerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        _kernel = kernel;
        _options = options ?? new WienerOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Noise);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Gradient);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Gamma);
    }

    /// <inheritdoc />
    public string Name => "wiener";

    /// <inheritdoc />
    public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return FloatColor.Apply(image, color => Restore(color, progress, cancellationToken));
    }

    private Mat Restore(Mat color, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var light = new Mat();
        LinearLight.From(color, light, _options.Gamma);
        int marginX = 2 * _kernel.Width, marginY = 2 * _kernel.Height;
        int width = Cv2.GetOptimalDFTSize(light.Width + 2 * marginX), height = Cv2.GetOptimalDFTSize(light.Height + 2 * marginY);
        using var padded = new Mat();
        Cv2.CopyMakeBorder(light, padded, marginY, height - light.Height - marginY, marginX, width - light.Width - marginX, BorderTypes.Reflect);
        using Mat transfer = Fourier.Transfer(_kernel.Values, new Size(_kernel.Width, _kernel.Height), width, height);
        Mat[] planes = Cv2.Split(padded);
        try
        {
            for (int c = 0; c < 3; c++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Taper(planes[c], transfer, marginX, marginY);
                Divide(planes[c], transfer);
                progress?.Report((c + 1) / 3.0);
            }
            using var restored = new Mat();
            Cv2.Merge(planes, restored);
            using Mat inner = restored.SubMat(marginY, marginY + light.Height, marginX, marginX + light.Width);
            var stored = new Mat();
            LinearLight.To(inner, stored, _options.Gamma);
            return stored;
        }
        finally
        {
            foreach (Mat plane in planes)
                plane.Dispose();
        }
    }

    /// <summary>Fades the margin into its own circular blur, so that the jump from one side to the other does not ring.</summary>
    private static unsafe void Taper(Mat plane, Mat transfer, int marginX, int marginY)
    {
        using var spectrum = new Mat();
        Cv2.Dft(plane, spectrum, DftFlags.ComplexOutput);
        Cv2.MulSpectrums(spectrum, transfer, spectrum, DftFlags.None);
        using var blurred = new Mat();
        Cv2.Idft(spectrum, blurred, DftFlags.Scale | DftFlags.RealOutput);
        for (int y = 0, rows = plane.Rows; y < rows; y++)
        {
            float* p = (float*)plane.Ptr(y), b = (float*)blurred.Ptr(y);
            double wy = Math.Min(1, Math.Min(y + 0.5, plane.Rows - y - 0.5) / marginY);
            for (int x = 0, columns = plane.Cols; x < columns; x++)
            {
                double w = wy * Math.Min(1, Math.Min(x + 0.5, plane.Cols - x - 0.5) / marginX);
                p[x] = (float)(b[x] + w * (p[x] - b[x]));
            }
        }
    }

    private unsafe void Divide(Mat plane, Mat transfer)
    {
        using var spectrum = new Mat();
        Cv2.Dft(plane, spectrum, DftFlags.ComplexOutput);
        double ratio = _options.Noise / _options.Gradient;
        double lambda = ratio * ratio;
        for (int y = 0, rows = plane.Rows; y < rows; y++)
        {
            float* f = (float*)spectrum.Ptr(y), k = (float*)transfer.Ptr(y);
            double dy = Fourier.Difference(y, plane.Rows);
            for (int x = 0, columns = plane.Cols; x < columns; x++)
            {
                double dx = Fourier.Difference(x, plane.Cols);
                double kr = k[2 * x], ki = k[2 * x + 1], fr = f[2 * x], fi = f[2 * x + 1];
                double scale = 1 / (kr * kr + ki * ki + lambda * (dx + dy) + 1e-9);
                f[2 * x] = (float)((kr * fr + ki * fi) * scale);
                f[2 * x + 1] = (float)((kr * fi - ki * fr) * scale);
            }
        }
        Cv2.Idft(spectrum, plane, DftFlags.Scale | DftFlags.RealOutput);
    }
}
