using Hybrid.Geometry;

namespace Hybrid.Neural;

/// <summary>B sampled into A's frame under a homography, its difference from gain · A + bias, and how much each pixel counts.</summary>
internal sealed class PhotometricResidual
{
    private readonly PhotometricLevel _level;
    private readonly PhotometricOptions _options;
    private readonly SampleShape _shape;
    private readonly SamplerOptions _sampling;
    private readonly float[] _grid, _sampled;
    private readonly int[] _counts;
    private readonly double[] _costs;

    public PhotometricResidual(PhotometricLevel level, PhotometricOptions options)
    {
        (_level, _options) = (level, options);
        _shape = new SampleShape(1, 1, level.SizeB.Height, level.SizeB.Width, level.SizeA.Height, level.SizeA.Width);
        _sampling = new SamplerOptions { Threads = options.Threads };
        _grid = new float[_shape.GridLength];
        _sampled = new float[_shape.OutputLength];
        (_counts, _costs) = (new int[level.SizeA.Height], new double[level.SizeA.Height]);
        Value = new float[_shape.OutputLength];
        Weight = new float[_shape.OutputLength];
    }

    /// <summary>B(H x) − gain · A(x) − bias.</summary>
    public float[] Value { get; }

    /// <summary>Huber weight; 0 where B is not seen or A has no gradient.</summary>
    public float[] Weight { get; }

    /// <summary>Gain and bias of B against A.</summary>
    public (double Gain, double Bias) Light { get; set; } = (1, 0);

    /// <summary>Robust standard deviation of the residuals that weights and cost refer to.</summary>
    public double Scale { get; set; } = double.PositiveInfinity;

    /// <summary>Share of A's pixels that are compared.</summary>
    public double Coverage { get; private set; }

    /// <summary>Samples B anew.</summary>
    /// <param name="h">A to B in the level's pixels.</param>
    /// <param name="dx">Displacement of each pixel of A before the homography, in the level's pixels; empty means none.</param>
    /// <param name="dy">Likewise down.</param>
    public void Warp(Homography h, float[]? dx = null, float[]? dy = null)
    {
        int width = _level.SizeA.Width, height = _level.SizeA.Height;
        float toX = 2f / _level.SizeB.Width, toY = 2f / _level.SizeB.Height;
        double side = Math.Sign(h.M31 * (width - 1) / 2 + h.M32 * (height - 1) / 2 + h.M33);
        Parallel.For(0, height, _options.Parallelism, y =>
        {
            Span<float> row = _grid.AsSpan(2 * y * width, 2 * width);
            float u0 = (float)(h.M12 * y + h.M13), v0 = (float)(h.M22 * y + h.M23), w0 = (float)(side * (h.M32 * y + h.M33));
            float u1 = (float)h.M11, v1 = (float)h.M21, w1 = (float)(side * h.M31), s = (float)side;
            if (dx is not null && dy is not null)
            {
                Displaced(h, side, y, dx.AsSpan(y * width, width), dy.AsSpan(y * width, width), row);
            }
            else
            {
                for (int x = 0; x < width; x++)
                {
                    float w = w1 * x + w0, inverse = s / w;
                    row[2 * x] = w > 0 ? ((u1 * x + u0) * inverse + 0.5f) * toX - 1 : float.NaN;
                    row[2 * x + 1] = w > 0 ? ((v1 * x + v0) * inverse + 0.5f) * toY - 1 : float.NaN;
                }
            }
            _counts[y] = Mask(row, Weight.AsSpan(y * width, width), y == 0 || y == height - 1);
        });
        GridSampler.Forward(_level.B, _shape, _grid, _sampled, _sampling);
        Coverage = (double)_counts.Sum() / Weight.Length;
    }

    private void Displaced(in Homography h, double side, int y, ReadOnlySpan<float> dx, ReadOnlySpan<float> dy, Span<float> row)
    {
        for (int x = 0; x < dx.Length; x++)
        {
            double px = x + dx[x], py = y + dy[x], w = h.M31 * px + h.M32 * py + h.M33;
            bool finite = w * side > 0;
            row[2 * x] = finite ? (float)(((h.M11 * px + h.M12 * py + h.M13) / w + 0.5) * 2 / _level.SizeB.Width - 1) : float.NaN;
            row[2 * x + 1] = finite ? (float)(((h.M21 * px + h.M22 * py + h.M23) / w + 0.5) * 2 / _level.SizeB.Height - 1) : float.NaN;
        }
    }

    /// <summary>Mean of gain · ∇A and the gradient of what was sampled; zero on the border.</summary>
    public (float[] X, float[] Y) MeanGradient()
    {
        int width = _level.SizeA.Width, height = _level.SizeA.Height;
        float[] gx = new float[Value.Length], gy = new float[Value.Length];
        float gain = (float)Light.Gain;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int i = y * width + x;
                gx[i] = 0.5f * (gain * _level.GradientX[i] + 0.5f * (_sampled[i + 1] - _sampled[i - 1]));
                gy[i] = 0.5f * (gain * _level.GradientY[i] + 0.5f * (_sampled[i + width] - _sampled[i - width]));
            }
        }
        return (gx, gy);
    }

    /// <summary>Least-squares gain and bias over what is seen.</summary>
    public void FitLight()
    {
        double n = 0, sa = 0, sb = 0, saa = 0, sab = 0;
        for (int i = 0; i < Weight.Length; i++)
        {
            double w = Weight[i], a = _level.A[i], b = _sampled[i];
            n += w;
            sa += w * a;
            sb += w * b;
            saa += w * a * a;
            sab += w * a * b;
        }
        double variance = saa - sa * sa / Math.Max(1, n), gain = variance > 1e-6 ? (sab - sa * sb / n) / variance : 1;
        // A start far off may not correlate at all; a gain near zero or below would then be fitted to nothing.
        gain = Math.Clamp(gain, 0.2, 5);
        Light = (gain, n > 0 ? (sb - gain * sa) / n : 0);
    }

    /// <summary>Residuals under the light; with <see cref="Scale"/> known, weights and the mean robust cost of a pixel.</summary>
    /// <returns>Mean Huber cost in units of squared grey values; infinite where too little is seen.</returns>
    public double Evaluate()
    {
        int width = _level.SizeA.Width;
        Parallel.For(0, _level.SizeA.Height, _options.Parallelism, y => _costs[y] = EvaluateRow(y * width, width));
        int count = _counts.Sum();
        return Coverage < 0.02 || count < 50 ? double.PositiveInfinity : _costs.Sum() / count;
    }

    private double EvaluateRow(int start, int width)
    {
        float gain = (float)Light.Gain, bias = (float)Light.Bias;
        double bound = _options.Robustness * Scale, sum = 0;
        for (int i = start; i < start + width; i++)
        {
            float r = _sampled[i] - gain * _level.A[i] - bias;
            Value[i] = r;
            if (Weight[i] == 0)
                continue;
            float size = MathF.Abs(r);
            bool inner = size <= bound;
            Weight[i] = inner ? 1 : (float)(bound / size);
            sum += inner ? (double)r * r : bound * (2 * size - bound);
        }
        return sum;
    }

    /// <summary>Robust standard deviation of the residuals: 1.4826 times the median of their sizes.</summary>
    public double MeasureScale()
    {
        int stride = Math.Max(1, Value.Length / 8192);
        var sizes = new List<float>();
        for (int i = 0; i < Value.Length; i += stride)
        {
            if (Weight[i] > 0)
                sizes.Add(MathF.Abs(Value[i]));
        }
        if (sizes.Count == 0)
            return 1;
        sizes.Sort();
        return Math.Max(0.1, 1.4826 * sizes[sizes.Count / 2]);
    }

    /// <summary>Weighted correlation of A and what was sampled.</summary>
    public double Correlation()
    {
        double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int i = 0; i < Weight.Length; i++)
        {
            double w = Weight[i], a = _level.A[i], b = _sampled[i];
            n += w;
            sa += w * a;
            sb += w * b;
            saa += w * a * a;
            sbb += w * b * b;
            sab += w * a * b;
        }
        return n == 0 ? double.NaN : (sab - sa * sb / n) / Math.Sqrt(Math.Max(1e-12, (saa - sa * sa / n) * (sbb - sb * sb / n)));
    }

    /// <summary>Weight 1 where the four pixels around the place exist and A has a gradient, otherwise 0; how many are 1.</summary>
    private int Mask(ReadOnlySpan<float> places, Span<float> weights, bool border)
    {
        weights.Clear();
        if (border)
            return 0;
        int seen = 0;
        float limitX = 1 - 1f / _level.SizeB.Width, limitY = 1 - 1f / _level.SizeB.Height;
        for (int x = 1; x < weights.Length - 1; x++)
        {
            bool inside = MathF.Abs(places[2 * x]) <= limitX && MathF.Abs(places[2 * x + 1]) <= limitY;
            weights[x] = inside ? 1 : 0;
            seen += inside ? 1 : 0;
        }
        return seen;
    }
}
