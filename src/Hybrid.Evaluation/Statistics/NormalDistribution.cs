using MathNet.Numerics.Distributions;

namespace Hybrid.Evaluation.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    public static double Cdf(double z) => Normal.CDF(0, 1, z);

    public static double Quantile(double p) => Normal.InvCDF(0, 1, p);
}
