using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Least squares for a kernel on a limited support, min |∇x ∗ k − ∇y|² + γ|k|², k ≥ 0: conjugate gradients on the normal
/// equations, whose matrix is the latent gradients' autocorrelation, then again on what stayed positive.
/// </summary>
internal sealed class KernelSolver
{
    private readonly int _side, _size;
    private readonly float[] _autocorrelation;
    private readonly float[] _right;
    private readonly double _norm;

    /// <param name="side">Side of the kernel.</param>
    /// <param name="autocorrelation">Of the latent gradients, lags up to side − 1 each way; side 2·side − 1.</param>
    /// <param name="correlation">Of latent with blurred gradients, at the kernel's own offsets.</param>
    /// <param name="norm">γ as a share of the energy.</param>
    public KernelSolver(int side, float[] autocorrelation, float[] correlation, double norm)
    {
        _side = side;
        _size = Cv2.GetOptimalDFTSize(3 * side);
        int lags = 2 * side - 1;
        var padded = new float[_size * _size];
        for (int y = 0; y < lags; y++)
            Array.Copy(autocorrelation, y * lags, padded, y * _size, lags);
        _autocorrelation = Fourier.Forward(new Plane(_size, _size, padded));
        _right = correlation;
        _norm = norm * autocorrelation[autocorrelation.Length / 2];
    }

    /// <summary>The kernel's raw values.</summary>
    public float[] Solve()
    {
        var kernel = new float[_side * _side];
        var active = new bool[kernel.Length];
        Array.Fill(active, true);
        for (int round = 0; round < 3; round++)
        {
            Descend(kernel, active, round == 0 ? 30 : 15);
            for (int i = 0; i < kernel.Length; i++)
            {
                kernel[i] = Math.Max(0, kernel[i]);
                active[i] = kernel[i] > 0;
            }
        }
        return kernel;
    }

    private void Descend(float[] kernel, bool[] active, int iterations)
    {
        float[] product = Multiply(kernel);
        var residual = new float[kernel.Length];
        for (int i = 0; i < kernel.Length; i++)
            residual[i] = active[i] ? _right[i] - product[i] : 0;
        var direction = (float[])residual.Clone();
        double energy = Dot(residual, residual), end = 1e-10 * energy;
        for (int n = 0; n < iterations && energy > end; n++)
        {
            product = Multiply(direction);
            for (int i = 0; i < product.Length; i++)
                product[i] = active[i] ? product[i] : 0;
            double curvature = Dot(direction, product);
            if (!(curvature > 0))
                return;
            float step = (float)(energy / curvature);
            for (int i = 0; i < kernel.Length; i++)
            {
                kernel[i] += step * direction[i];
                residual[i] -= step * product[i];
            }
            double next = Dot(residual, residual);
            float turn = (float)(next / energy);
            for (int i = 0; i < kernel.Length; i++)
                direction[i] = residual[i] + turn * direction[i];
            energy = next;
        }
    }

    private float[] Multiply(float[] kernel)
    {
        var padded = new float[_size * _size];
        for (int y = 0; y < _side; y++)
            Array.Copy(kernel, y * _side, padded, y * _size, _side);
        float[] spectrum = Fourier.Forward(new Plane(_size, _size, padded));
        float[] all = Fourier.Inverse(Fourier.Product(spectrum, _autocorrelation), _size, _size).Values;
        var result = new float[kernel.Length];
        for (int y = 0; y < _side; y++)
        {
            for (int x = 0; x < _side; x++)
                result[y * _side + x] = (float)(all[(y + _side - 1) * _size + x + _side - 1] + _norm * kernel[y * _side + x]);
        }
        return result;
    }

    private static double Dot(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];
        return sum;
    }
}
