namespace Hybrid.Restoration;

/// <summary>
/// The sharp image of few edges that explains a blurred one under a kernel: min |k ∗ x − y|² + λ |∇x|₀ by half-quadratic
/// splitting (Xu, Zheng and Jia, Unnatural L0 sparse representation for natural image deblurring, CVPR 2013; Pan et al.,
/// Deblurring text images via L0-regularized intensity and gradient prior, CVPR 2014).
/// </summary>
internal static class LatentImage
{
    private const double LastCoupling = 64;

    /// <summary>Solves for x.</summary>
    /// <param name="blurred">y, periodic.</param>
    /// <param name="spectrum">Its transform.</param>
    /// <param name="transfer">The kernel's transform.</param>
    /// <param name="laplacian"><see cref="Fourier.Laplacian"/> of that size.</param>
    /// <param name="lambda">λ.</param>
    public static Plane Solve(Plane blurred, float[] spectrum, float[] transfer, float[] laplacian, double lambda)
    {
        (int width, int height) = (blurred.Width, blurred.Height);
        var across = new float[width * height];
        var down = new float[width * height];
        Plane x = blurred;
        for (double beta = 2 * lambda; beta < LastCoupling; beta *= 2)
        {
            Differences.Of(x, across, down);
            float least = (float)(lambda / beta), coupling = (float)beta;
            for (int i = 0; i < across.Length; i++)
            {
                if (across[i] * across[i] + down[i] * down[i] < least)
                    across[i] = down[i] = 0;
            }
            float[] q = Fourier.Forward(Differences.Adjoint(across, down, width, height));
            for (int i = 0; i < laplacian.Length; i++)
            {
                float kr = transfer[2 * i], ki = transfer[2 * i + 1], yr = spectrum[2 * i], yi = spectrum[2 * i + 1];
                float scale = 1 / (kr * kr + ki * ki + coupling * laplacian[i]);
                q[2 * i] = (kr * yr + ki * yi + coupling * q[2 * i]) * scale;
                q[2 * i + 1] = (kr * yi - ki * yr + coupling * q[2 * i + 1]) * scale;
            }
            x = Fourier.Inverse(q, width, height);
        }
        return x;
    }
}
