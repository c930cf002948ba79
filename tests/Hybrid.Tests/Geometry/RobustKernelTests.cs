using Hybrid.Geometry;
using MathNet.Numerics;

namespace Hybrid.Tests.Geometry;

public class RobustKernelTests
{
    public static TheoryData<RobustLoss> Losses => [.. Enum.GetValues<RobustLoss>()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_weight_is_the_derivative_of_the_cost(RobustLoss loss)
    {
        var kernel = new RobustKernel(loss, 1.7);
        for (double s = 0.05; s < 100; s *= 1.07)
        {
            double step = 1e-5 * s, numeric = (kernel.Cost(s + step, out _) - kernel.Cost(s - step, out _)) / (2 * step);
            Assert.Equal(numeric, Weight(kernel, s), 1e-4);
        }
        Assert.Equal(1, Weight(kernel, 0), 12);
        Assert.Equal(0, kernel.Cost(0, out _), 12);
    }

    [Fact]
    public void The_marginalized_weight_is_the_integral_over_the_noise()
    {
        const double maximum = 2, k = 3.64;
        var kernel = new RobustKernel(RobustLoss.Marginalized, maximum);
        double Integral(double r) => Integrate.GaussLegendre(
            sigma => Math.Pow(sigma, -4) * Math.Exp(-r * r / (2 * sigma * sigma)) * r * r * r,
            Math.Max(r / k, 1e-6), maximum, 512);
        double reference = Weight(kernel, 1) / Integral(1);
        foreach (double r in new[] { 0.5, 1.5, 2.5, 4, 6 })
            Assert.Equal(Weight(kernel, r * r), reference * Integral(r), 1e-3);
    }

    private static double Weight(RobustKernel kernel, double s)
    {
        kernel.Cost(s, out double weight);
        return weight;
    }
}
