using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// The kernel of a uniformly blurred image, from coarse to fine: at each scale the latent image of few edges and the kernel
/// that leads from its gradients to the blurred ones, in turn. Scales are √2 apart.
/// </summary>
internal static class KernelEstimator
{
    private const int CoarsestSide = 5;
    private const double LambdaDecay = 1.1;

    /// <summary>Estimates the kernel.</summary>
    /// <param name="light">CV_32FC1, linear light of 0..1.</param>
    /// <param name="options">Side and weights.</param>
    /// <param name="cancellationToken">Checked before each alternation.</param>
    public static KernelGrid Estimate(Mat light, BlindOptions options, CancellationToken cancellationToken)
    {
        int scales = Math.Max(1, (int)Math.Ceiling(2 * Math.Log2((double)options.Side / CoarsestSide)));
        KernelGrid? kernel = null;
        for (int scale = scales; scale >= 0; scale--)
        {
            double factor = Math.Pow(2, -scale / 2.0);
            int side = Math.Max(3, (int)Math.Round(options.Side * factor) | 1);
            using var image = new Mat();
            if (scale > 0)
                Cv2.Resize(light, image, new Size(0, 0), factor, factor, InterpolationFlags.Area);
            else
                light.CopyTo(image);
            kernel = AtScale(image, kernel?.Resized(side) ?? KernelGrid.Start(side), options, cancellationToken);
        }
        return kernel!;
    }

    private static KernelGrid AtScale(Mat image, KernelGrid kernel, BlindOptions options, CancellationToken cancellationToken)
    {
        int side = kernel.Side;
        Plane blurred = Plane.Periodic(image, side);
        (int width, int height) = (blurred.Width, blurred.Height);
        float[] spectrum = Fourier.Forward(blurred), laplacian = Fourier.Laplacian(width, height);
        float[] window = Window(width, height, new Rect(side, side, image.Cols, image.Rows), side);
        var across = new float[width * height];
        var down = new float[width * height];
        float[] blurredAcross = Windowed(blurred, window, across, down, out float[] blurredDown);
        double lambda = options.GradientCount;
        for (int i = 0; i < options.Iterations; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Plane latent = LatentImage.Solve(blurred, spectrum, kernel.Transfer(width, height), laplacian, lambda);
            float[] latentAcross = Windowed(latent, window, across, down, out float[] latentDown);
            float[] auto = Correlate(latentAcross, latentAcross, latentDown, latentDown, width, height, side - 1);
            float[] cross = Correlate(latentAcross, blurredAcross, latentDown, blurredDown, width, height, side / 2);
            // An image without one gradient above the threshold tells nothing.
            if (!(auto[auto.Length / 2] > 0))
                return kernel;
            kernel = KernelGrid.Of(side, new KernelSolver(side, auto, cross, options.KernelNorm).Solve());
            lambda /= LambdaDecay;
        }
        return kernel;
    }

    /// <summary>One inside the image and fading to zero at its border, beyond which gradients are made up.</summary>
    private static float[] Window(int width, int height, Rect inside, int side)
    {
        using var mask = new Mat(height, width, MatType.CV_32FC1, Scalar.All(0));
        using (Mat image = new(mask, inside))
            image.SetTo(Scalar.All(1));
        Cv2.Blur(mask, mask, new Size(side, side));
        return Plane.Of(mask).Values;
    }

    /// <summary>Transforms of both gradients times the window.</summary>
    private static float[] Windowed(Plane plane, float[] window, float[] across, float[] down, out float[] spectrumDown)
    {
        Differences.Of(plane, across, down);
        for (int i = 0; i < window.Length; i++)
        {
            across[i] *= window[i];
            down[i] *= window[i];
        }
        spectrumDown = Fourier.Forward(plane with { Values = down });
        return Fourier.Forward(plane with { Values = across });
    }

    /// <summary>Σ a(p) b(p + d) over both gradients, for lags d of up to reach each way.</summary>
    private static float[] Correlate(float[] a1, float[] b1, float[] a2, float[] b2, int width, int height, int reach)
    {
        var spectrum = new float[a1.Length];
        for (int i = 0; i < spectrum.Length; i += 2)
        {
            spectrum[i] = a1[i] * b1[i] + a1[i + 1] * b1[i + 1] + a2[i] * b2[i] + a2[i + 1] * b2[i + 1];
            spectrum[i + 1] = a1[i] * b1[i + 1] - a1[i + 1] * b1[i] + a2[i] * b2[i + 1] - a2[i + 1] * b2[i];
        }
        float[] all = Fourier.Inverse(spectrum, width, height).Values;
        int lags = 2 * reach + 1;
        var result = new float[lags * lags];
        for (int y = 0; y < lags; y++)
        {
            for (int x = 0; x < lags; x++)
                result[y * lags + x] = all[(y - reach + height) % height * width + (x - reach + width) % width];
        }
        return result;
    }
}
