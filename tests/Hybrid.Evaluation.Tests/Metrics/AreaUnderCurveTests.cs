using FsCheck;
using FsCheck.Fluent;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Tests.Metrics;

public class AreaUnderCurveTests
{
    [Fact]
    public void It_is_the_integral_of_the_interpolated_curve()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(b => b.Length > 0), bytes =>
        {
            double[] errors = [.. bytes.Select(b => b > 240 ? double.PositiveInfinity : b / 20.0)];
            return new[] { 1.0, 3, 5, 10 }.All(t => Math.Abs(Naive(errors, t) - AreaUnderCurve.At(errors, t)) < 2e-3);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Published_code_gives_the_same_figures()
    {
        // The reference implementation with numpy, run by hand on these errors.
        double[] errors = [0.5, 1.5, 2.5, 4, 20, double.PositiveInfinity];
        Assert.Equal((0.5 * (1 / 6.0) / 2 + 0.5 / 6) / 1, AreaUnderCurve.At(errors, 1), 1e-12);
        double to3 = 0.5 / 12 + 1.0 * (1 / 6.0 + 2 / 6.0) / 2 + 1.0 * (2 / 6.0 + 3 / 6.0) / 2 + 0.5 * 3 / 6;
        Assert.Equal(to3 / 3, AreaUnderCurve.At(errors, 3), 1e-12);
    }

    [Fact]
    public void Order_does_not_matter_and_failures_only_lower_it()
    {
        Assert.Equal(AreaUnderCurve.At([1, 2, 3], 5), AreaUnderCurve.At([3, 1, 2], 5));
        Assert.True(AreaUnderCurve.At([1, double.NaN], 5) < AreaUnderCurve.At([1], 5));
        Assert.Equal(0, AreaUnderCurve.At([double.PositiveInfinity], 5));
        Assert.Equal(1, AreaUnderCurve.At([0, 0], 5));
        Assert.True(double.IsNaN(AreaUnderCurve.At([], 5)));
    }

    private static double Naive(double[] errors, double threshold)
    {
        double[] sorted = [.. errors.Where(e => e < threshold).Order()];
        double Curve(double x)
        {
            double beforeError = 0, beforeRecall = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                double recall = (i + 1.0) / errors.Length;
                if (x <= sorted[i])
                    return sorted[i] == beforeError ? recall : beforeRecall + (recall - beforeRecall) * (x - beforeError) / (sorted[i] - beforeError);
                (beforeError, beforeRecall) = (sorted[i], recall);
            }
            return beforeRecall;
        }
        const int steps = 20000;
        return Enumerable.Range(0, steps).Average(i => Curve((i + 0.5) * threshold / steps));
    }
}
