using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Hybrid.Benchmarks.Soak;

/// <summary>The slope of a straight line through measurements, with its interval at 95 %.</summary>
/// <param name="Value">Per unit of x.</param>
/// <param name="HalfWidth">Half of the interval's width.</param>
internal readonly record struct Slope(double Value, double HalfWidth)
{
    /// <summary>
    /// Least squares. The interval takes the residuals' correlation from one measurement to the next into account, by the size
    /// of the sample that would say as much without it, n (1 - r) / (1 + r).
    /// </summary>
    /// <param name="x">At least four places, in order.</param>
    /// <param name="y">The measurements.</param>
    public static Slope Of(double[] x, double[] y)
    {
        (double intercept, double slope) = Fit.Line(x, y);
        double[] residuals = [.. x.Select((v, i) => y[i] - intercept - slope * v)];
        double squares = residuals.Sum(r => r * r), mean = x.Average(), spread = x.Sum(v => (v - mean) * (v - mean));
        double neighbours = residuals.Zip(residuals.Skip(1), (a, b) => a * b).Sum();
        double correlation = squares > 0 ? Math.Clamp(neighbours / squares, 0, 0.95) : 0;
        double freedom = Math.Max(1, x.Length * (1 - correlation) / (1 + correlation) - 2);
        double error = Math.Sqrt(squares / freedom / spread);
        return new(slope, StudentT.InvCDF(0, 1, freedom, 0.975) * error);
    }
}
