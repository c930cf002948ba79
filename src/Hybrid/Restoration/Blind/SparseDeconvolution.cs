using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Deconvolution with a hyper-Laplacian prior, min Σ (k ∗ x − y)²/(σm)² + λ Σ |∇x/m|^0.8 (Krishnan and Fergus, Fast image
/// deconvolution using hyper-Laplacian priors, NIPS 2009), m being d light/d stored: noise is white and gradients are
/// sparse in stored values, while blur acts on light. By the alternating direction method with k ∗ x and ∇x split off, so that
/// the data term may have a weight of its own at each pixel and none beyond the image (Almeida and Figueiredo, TIP 2013).
/// </summary>
internal sealed class SparseDeconvolution
{
    private const double Exponent = 0.8, Prior = 0.3, Coupling = 0.02;
    private const double Darkest = 0.08, Softening = 0.5;
    private const int Iterations = 15;

    private readonly KernelGrid _kernel;
    private readonly double _gamma, _noise;

    /// <param name="kernel">The blur; the result is placed by <see cref="KernelGrid.Place"/>.</param>
    /// <param name="gamma">Light is stored^gamma.</param>
    /// <param name="noise">Standard deviation of the noise of stored values, as a share of white.</param>
    public SparseDeconvolution(KernelGrid kernel, double gamma, double noise) => (_kernel, _gamma, _noise) = (kernel, gamma, noise);

    /// <summary>Restores one plane.</summary>
    /// <param name="stored">CV_32FC1 of stored values.</param>
    /// <param name="cancellationToken">Checked before each iteration.</param>
    /// <returns>
    /// Stored values, owned by the caller; and the misfit of the result, blurred again, to the input: median magnitude over
    /// that of a unit normal's.
    /// </returns>
    public (Mat Restored, double Misfit) Restore(Mat stored, CancellationToken cancellationToken)
    {
        int margin = _kernel.Side + 2;
        using var clean = new Mat();
        LinearLight.From(stored, clean, 1);
        Plane values = Plane.Mirrored(clean, margin);
        (int width, int height) = (values.Width, values.Height);
        var inside = new Rect(margin, margin, stored.Cols, stored.Rows);
        float[] slope = Slope(values);
        var light = new float[slope.Length];
        for (int i = 0; i < light.Length; i++)
            light[i] = MathF.Pow(values.Values[i], (float)_gamma);
        float[] weight = Weights(slope, width, inside, out double typical);
        float[] transfer = Placed(_kernel.Transfer(width, height), width, height);
        (Plane restored, Plane again) = Iterate(new Plane(width, height, light), slope, weight, typical, transfer, cancellationToken);
        double misfit = Misfit(again, values, inside);
        using Mat all = restored.ToMat();
        using Mat inner = new(all, inside);
        var result = new Mat();
        LinearLight.To(inner, result, _gamma);
        return (result, misfit);
    }

    private (Plane Restored, Plane Again) Iterate(
        Plane y, float[] slope, float[] weight, double typical, float[] transfer, CancellationToken cancellationToken)
    {
        (int width, int height, int count) = (y.Width, y.Height, y.Values.Length);
        float[] laplacian = Fourier.Laplacian(width, height);
        float b1 = (float)typical, b2 = (float)(Coupling * typical);
        var (u, ux, uy) = (new float[count], new float[count], new float[count]);
        var (across, down) = (new float[count], new float[count]);
        Plane x = y, kx = Fourier.Inverse(Fourier.Product(transfer, Fourier.Forward(x)), width, height);
        double prior = Prior * _noise * _noise / Math.Pow(0.01, Exponent);
        float[] spectrum = [];
        for (int n = 0; n < Iterations; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Differences.Of(x, across, down);
            var target = new float[count];
            for (int i = 0; i < count; i++)
            {
                float sum = kx.Values[i] + u[i], z = (weight[i] * y.Values[i] + b1 * sum) / (weight[i] + b1);
                u[i] = sum - z;
                target[i] = z - u[i];
                float threshold = (float)(prior * Exponent / (b2 * slope[i] * slope[i]));
                across[i] = Split(across[i], ref ux[i], slope[i], threshold);
                down[i] = Split(down[i], ref uy[i], slope[i], threshold);
            }
            spectrum = Fourier.Forward(new Plane(width, height, target));
            float[] gradient = Fourier.Forward(Differences.Adjoint(across, down, width, height));
            for (int i = 0; i < count; i++)
            {
                float kr = transfer[2 * i], ki = transfer[2 * i + 1], zr = spectrum[2 * i], zi = spectrum[2 * i + 1];
                float scale = 1 / (b1 * (kr * kr + ki * ki) + b2 * laplacian[i] + 1e-9f * b1);
                spectrum[2 * i] = (b1 * (kr * zr + ki * zi) + b2 * gradient[2 * i]) * scale;
                spectrum[2 * i + 1] = (b1 * (kr * zi - ki * zr) + b2 * gradient[2 * i + 1]) * scale;
            }
            x = Fourier.Inverse(spectrum, width, height);
            kx = Fourier.Inverse(Fourier.Product(transfer, spectrum), width, height);
        }
        Soften(spectrum, laplacian);
        return (Fourier.Inverse(spectrum, width, height), kx);
    }

    /// <summary>Shrinks one gradient in stored units, updates its multiplier and gives what x's gradient should be.</summary>
    private static float Split(float gradient, ref float multiplier, float slope, float threshold)
    {
        float sum = gradient + multiplier, stored = Math.Max(Math.Abs(sum) / slope, 1e-4f);
        float kept = Math.Max(0, stored - threshold * MathF.Pow(stored, (float)(Exponent - 1)));
        float split = sum * (kept / stored);
        multiplier = sum - split;
        return split - multiplier;
    }

    /// <summary>
    /// Where the image lies is known to about half a pixel, and the mean of images so displaced is the one of least squared
    /// error: a Gaussian of that width, exp(−σ²ω²/2), written with the Laplacian ≈ ω².
    /// </summary>
    private static void Soften(float[] spectrum, float[] laplacian)
    {
        for (int i = 0; i < laplacian.Length; i++)
        {
            float keep = MathF.Exp((float)(-Softening * Softening / 2) * laplacian[i]);
            spectrum[2 * i] *= keep;
            spectrum[2 * i + 1] *= keep;
        }
    }

    private float[] Slope(Plane stored)
    {
        using Mat image = stored.ToMat();
        Cv2.GaussianBlur(image, image, new Size(0, 0), 2);
        float[] slope = Plane.Of(image).Values;
        for (int i = 0; i < slope.Length; i++)
            slope[i] = (float)(_gamma * Math.Pow(Math.Max(slope[i], Darkest), _gamma - 1));
        return slope;
    }

    private static float[] Weights(float[] slope, int width, Rect inside, out double typical)
    {
        var weights = new float[slope.Length];
        double logs = 0;
        for (int i = 0; i < slope.Length; i++)
        {
            logs -= 2 * Math.Log(slope[i]);
            if (inside.Contains(new Point(i % width, i / width)))
                weights[i] = 1 / (slope[i] * slope[i]);
        }
        typical = Math.Exp(logs / slope.Length);
        return weights;
    }

    /// <summary>Moves the kernel by less than a pixel, so that its place comes to the origin.</summary>
    private float[] Placed(float[] transfer, int width, int height)
    {
        (double cx, double cy) = _kernel.Place();
        (double Cos, double Sin)[] columns = Phases(width, cx), rows = Phases(height, cy);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = 2 * (y * width + x);
                double cos = rows[y].Cos * columns[x].Cos - rows[y].Sin * columns[x].Sin;
                double sin = rows[y].Cos * columns[x].Sin + rows[y].Sin * columns[x].Cos;
                (float re, float im) = (transfer[i], transfer[i + 1]);
                transfer[i] = (float)(re * cos - im * sin);
                transfer[i + 1] = (float)(re * sin + im * cos);
            }
        }
        return transfer;
    }

    private static (double Cos, double Sin)[] Phases(int length, double shift)
    {
        var phases = new (double Cos, double Sin)[length];
        for (int i = 0; i < length; i++)
        {
            double angle = 2 * Math.PI * (2 * i <= length ? i : i - length) / length * shift;
            // At the highest frequency a real image has no phase.
            phases[i] = (Math.Cos(angle), 2 * i == length ? 0 : Math.Sin(angle));
        }
        return phases;
    }

    private double Misfit(Plane again, Plane stored, Rect inside)
    {
        var errors = new float[inside.Width * inside.Height];
        for (int i = 0; i < errors.Length; i++)
        {
            int at = (inside.Y + i / inside.Width) * stored.Width + inside.X + i % inside.Width;
            errors[i] = Math.Abs(MathF.Pow(Math.Max(0, again.Values[at]), (float)(1 / _gamma)) - stored.Values[at]);
        }
        Array.Sort(errors);
        return errors[errors.Length / 2] / 0.6745;
    }
}
