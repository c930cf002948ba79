using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Deconvolution by a known kernel: the iteration of Richardson (JOSA 1972) and Lucy (AJ 1974),
/// u ← u · Kᵀ(y / K u), which raises the likelihood of an image whose noise is Poisson's. Works in linear light; values
/// stay positive.
/// </summary>
public sealed class RichardsonLucyDeblurrer : IDeblurrer
{
    private const double Floor = 1e-4;
    private readonly BlurKernel _kernel;
    private readonly RichardsonLucyOptions _options;

    /// <summary>Creates the method.</summary>
    /// <param name="kernel">The blur of every image that it is given.</param>
    /// <param name="options">Iterations; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is not above zero.</exception>
    public RichardsonLucyDeblurrer(BlurKernel kernel, RichardsonLucyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        _kernel = kernel;
        _options = options ?? new RichardsonLucyOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Iterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Gamma);
    }

    /// <inheritdoc />
    public string Name => "richardson-lucy";

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
        using var observed = new Mat();
        int marginX = _kernel.Width, marginY = _kernel.Height;
        Cv2.CopyMakeBorder(light, observed, marginY, marginY, marginX, marginX, BorderTypes.Reflect);
        using Mat floor = new(observed.Rows, observed.Cols, observed.Type(), Scalar.All(Floor));
        Cv2.Max(observed, floor, observed);

        using Mat forward = _kernel.ToFilter();
        using var backward = new Mat();
        Cv2.Flip(forward, backward, FlipMode.XY);
        var backAnchor = new Point((_kernel.Width - 1) / 2, (_kernel.Height - 1) / 2);
        using Mat estimate = observed.Clone();
        using var model = new Mat();
        using var ratio = new Mat();
        for (int i = 0; i < _options.Iterations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Cv2.Filter2D(estimate, model, -1, forward, _kernel.FilterAnchor(), 0, BorderTypes.Reflect);
            Cv2.Max(model, floor, model);
            Cv2.Divide(observed, model, model);
            Cv2.Filter2D(model, ratio, -1, backward, backAnchor, 0, BorderTypes.Reflect);
            Cv2.Multiply(estimate, ratio, estimate);
            progress?.Report((i + 1.0) / _options.Iterations);
        }
        using Mat inner = estimate.SubMat(marginY, marginY + light.Height, marginX, marginX + light.Width);
        var stored = new Mat();
        LinearLight.To(inner, stored, _options.Gamma);
        return stored;
    }
}
