using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// How much better a kernel explains the power spectrum of a blurred image than the best Gaussian does. The periodogram P is
/// taken as exponentially distributed about S = c |K|² |D|^(−2a) + n, noise over a power law (Whittle, Ark. Mat. 1953), D
/// being differences of neighbours; the mean of −log S − P/S over frequencies is maximised in c, a and n by Fisher scoring.
/// A blob has no zeros that a path's kernel would put into the spectrum (cf. Goldstein and Fattal, Blur-kernel estimation from
/// spectral irregularities, ECCV 2012).
/// </summary>
internal sealed class KernelLikelihood
{
    private const double Lowest = 0.02, Highest = 0.45, NoisePrior = 0.05, LeastVariance = 0.05, MostOblique = 0.95;
    private const int Scale = 0, Slope = 1, Noise = 2, XX = 3, XY = 4, YY = 5, Iterations = 40;

    private readonly int _width, _height;
    private readonly int[] _index;
    private readonly double[] _power, _logLaplacian, _fx, _fy;
    private readonly double _noise;

    /// <param name="light">CV_32FC1, linear light of 0..1.</param>
    /// <param name="noise">Variance of its noise.</param>
    public KernelLikelihood(Mat light, double noise)
    {
        (_width, _height, _noise) = (light.Cols, light.Rows, noise);
        float[] spectrum = Fourier.Forward(Windowed(Plane.Of(light)));
        float[] laplacian = Fourier.Laplacian(_width, _height);
        var index = new List<int>();
        for (int y = 0; y < _height; y++)
        {
            double fy = (double)(2 * y <= _height ? y : y - _height) / _height;
            // The other half of the spectrum is this one mirrored; the axes hold what the window makes of the border.
            for (int x = 2; x <= _width / 2; x++)
            {
                double radius = Math.Sqrt(fy * fy + (double)x * x / _width / _width);
                if (radius > Lowest && radius < Highest && Math.Abs(fy) * _height > 1.5)
                    index.Add(y * _width + x);
            }
        }
        _index = [.. index];
        _power = new double[_index.Length];
        (_logLaplacian, _fx, _fy) = (new double[_index.Length], new double[_index.Length], new double[_index.Length]);
        for (int i = 0; i < _index.Length; i++)
        {
            (int at, int row) = (_index[i], _index[i] / _width);
            _power[i] = ((double)spectrum[2 * at] * spectrum[2 * at] + (double)spectrum[2 * at + 1] * spectrum[2 * at + 1]) / _width / _height;
            _logLaplacian[i] = Math.Log(laplacian[at]);
            _fx[i] = 2 * Math.PI * (at % _width) / _width;
            _fy[i] = 2 * Math.PI * (2 * row <= _height ? row : row - _height) / _height;
        }
    }

    /// <summary>Mean log likelihood of the kernel less that of the best Gaussian, in nats a frequency.</summary>
    public double Gain(KernelGrid kernel)
    {
        float[] transfer = kernel.Transfer(_width, _height);
        var log = new double[_index.Length];
        for (int i = 0; i < log.Length; i++)
        {
            double re = transfer[2 * _index[i]], im = transfer[2 * _index[i] + 1];
            log[i] = Math.Log(re * re + im * im + 1e-12);
        }
        (double xx, double xy, double yy) = kernel.Covariance();
        double mean = (xx + yy) / 2, best = double.NegativeInfinity;
        foreach (double share in (double[])[0.25, 0.6, 1])
        {
            best = Math.Max(best, Fit(null, [share * xx, share * xy, share * yy]));
            best = Math.Max(best, Fit(null, [share * mean, 0, share * mean]));
        }
        return Fit(log, []) - best;
    }

    /// <summary>Maximises over c, a and n, and without a kernel over the covariance of a Gaussian too.</summary>
    private double Fit(double[]? log, double[] covariance)
    {
        double[] at = Clamped([Math.Log(_noise) + 2, 1, 0, .. covariance]);
        double value = Evaluate(log, at, out double[] gradient, out double[,] information), damping = 1e-3;
        for (int n = 0; n < Iterations && damping < 1e6; n++)
        {
            double[] step = Solve(information, gradient, damping);
            double[] next = Clamped([.. at.Select((v, i) => v + step[i])]);
            double reached = Evaluate(log, next, out double[] nextGradient, out double[,] nextInformation);
            if (!(reached > value))
            {
                damping *= 8;
                continue;
            }
            bool end = reached - value < 1e-6;
            (at, value, gradient, information) = (next, reached, nextGradient, nextInformation);
            damping = Math.Max(1e-6, damping / 4);
            if (end)
                break;
        }
        return value;
    }

    private double Evaluate(double[]? log, double[] at, out double[] gradient, out double[,] information)
    {
        int count = at.Length;
        gradient = new double[count];
        information = new double[count, count];
        double value = 0, noise = _noise * Math.Exp(at[Noise]);
        Span<double> slope = stackalloc double[6];
        for (int i = 0; i < _power.Length; i++)
        {
            (double x, double y) = (_fx[i], _fy[i]);
            double blur = log?[i] ?? -(at[XX] * x * x + 2 * at[XY] * x * y + at[YY] * y * y);
            double signal = Math.Exp(at[Scale] - at[Slope] * _logLaplacian[i] + blur), all = signal + noise;
            double ratio = _power[i] / all, share = signal / all;
            value -= Math.Log(all) + ratio;
            (slope[Scale], slope[Slope], slope[Noise]) = (share, -share * _logLaplacian[i], 1 - share);
            if (log is null)
                (slope[XX], slope[XY], slope[YY]) = (-share * x * x, -2 * share * x * y, -share * y * y);
            for (int a = 0; a < count; a++)
            {
                gradient[a] += (ratio - 1) * slope[a];
                for (int b = 0; b <= a; b++)
                    information[a, b] += slope[a] * slope[b];
            }
        }
        for (int a = 0; a < count; a++)
        {
            gradient[a] /= _power.Length;
            for (int b = 0; b <= a; b++)
                information[a, b] = information[b, a] = information[a, b] / _power.Length;
        }
        gradient[Noise] -= 2 * NoisePrior * at[Noise];
        information[Noise, Noise] += 2 * NoisePrior;
        return value / _power.Length - NoisePrior * at[Noise] * at[Noise];
    }

    private static double[] Clamped(double[] at)
    {
        at[Slope] = Math.Clamp(at[Slope], 0.3, 2.5);
        at[Noise] = Math.Clamp(at[Noise], -1, 1);
        if (at.Length > XX)
        {
            (at[XX], at[YY]) = (Math.Max(at[XX], LeastVariance), Math.Max(at[YY], LeastVariance));
            double most = MostOblique * Math.Sqrt(at[XX] * at[YY]);
            at[XY] = Math.Clamp(at[XY], -most, most);
        }
        return at;
    }

    private static double[] Solve(double[,] information, double[] gradient, double damping)
    {
        int count = gradient.Length;
        using var left = new Mat(count, count, MatType.CV_64FC1);
        using var right = new Mat(count, 1, MatType.CV_64FC1);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
                left.Set(a, b, information[a, b] * (a == b ? 1 + damping : 1));
            right.Set(a, 0, gradient[a]);
        }
        using var step = new Mat();
        Cv2.Solve(left, right, step, DecompTypes.SVD);
        step.GetArray(out double[] values);
        return values;
    }

    /// <summary>Less its mean, under a Hann window of unit power.</summary>
    private static Plane Windowed(Plane plane)
    {
        (double[] columns, double[] rows) = (Hann(plane.Width), Hann(plane.Height));
        double sum = 0, weight = 0, power = 0;
        for (int i = 0; i < plane.Values.Length; i++)
        {
            double w = columns[i % plane.Width] * rows[i / plane.Width];
            sum += w * plane.Values[i];
            weight += w;
            power += w * w;
        }
        (double mean, double unit) = (sum / weight, Math.Sqrt(power / plane.Values.Length));
        var values = new float[plane.Values.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((plane.Values[i] - mean) * columns[i % plane.Width] * rows[i / plane.Width] / unit);
        return plane with { Values = values };
    }

    private static double[] Hann(int length) =>
        [.. Enumerable.Range(1, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / (length + 1)))];
}
