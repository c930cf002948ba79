using FsCheck;
using FsCheck.Fluent;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Tests.Metrics;

public class AreaUnderCurveTests
{
    private static readonly double[] s_thresholds = [1, 3, 5, 10];

    [Fact]
    public void The_exact_area_is_the_integral_of_the_step_curve() =>
        Always(errors => s_thresholds.All(t => Math.Abs(Integral(x => errors.Count(e => e <= x) / (double)errors.Length, t) - AreaUnderCurve.Exact(errors, t)) < 2e-3));

    [Fact]
    public void The_trapezoid_is_the_integral_of_the_interpolated_curve() =>
        Always(errors => s_thresholds.All(t => Math.Abs(Integral(Interpolated(errors, t), t) - AreaUnderCurve.Trapezoid(errors, t)) < 2e-3));

    [Fact]
    public void The_exact_area_of_a_set_is_the_mean_over_its_tiers_weighted_by_their_sizes() => Always(errors =>
    {
        int cut = errors.Length / 3;
        double[][] tiers = [errors[..cut], errors[cut..]];
        return s_thresholds.All(t => Math.Abs(
            tiers.Where(e => e.Length > 0).Sum(e => e.Length * AreaUnderCurve.Exact(e, t)) / errors.Length - AreaUnderCurve.Exact(errors, t)) < 1e-12);
    });

    [Fact]
    public void The_trapezoid_is_not_additive()
    {
        double[] one = [0.5], other = [1.5, 2.5];
        double parts = (AreaUnderCurve.Trapezoid(one, 3) + 2 * AreaUnderCurve.Trapezoid(other, 3)) / 3;
        Assert.True(Math.Abs(parts - AreaUnderCurve.Trapezoid([.. one, .. other], 3)) > 0.02);
    }

    [Fact]
    public void The_trapezoid_exceeds_the_exact_area_by_the_largest_counted_error_over_twice_n_and_t() => Always(errors => s_thresholds.All(t =>
    {
        double largest = errors.Where(e => e < t).DefaultIfEmpty(0).Max();
        return Math.Abs(AreaUnderCurve.Trapezoid(errors, t) - AreaUnderCurve.Exact(errors, t) - largest / (2 * errors.Length * t)) < 1e-12;
    }));

    [Fact]
    public void Published_code_gives_the_figures_of_the_trapezoid()
    {
        // The reference implementation with numpy, run by hand on these errors.
        double[] errors = [0.5, 1.5, 2.5, 4, 20, double.PositiveInfinity];
        Assert.Equal((0.5 * (1 / 6.0) / 2 + 0.5 / 6) / 1, AreaUnderCurve.Trapezoid(errors, 1), 1e-12);
        double to3 = 0.5 / 12 + 1.0 * (1 / 6.0 + 2 / 6.0) / 2 + 1.0 * (2 / 6.0 + 3 / 6.0) / 2 + 0.5 * 3 / 6;
        Assert.Equal(to3 / 3, AreaUnderCurve.Trapezoid(errors, 3), 1e-12);
        Assert.Equal((2.5 / 3 + 1.5 / 3 + 0.5 / 3) / 6, AreaUnderCurve.Exact(errors, 3), 1e-12);
    }

    [Fact]
    public void Order_does_not_matter_and_failures_only_lower_it()
    {
        foreach (Func<double[], double> area in new Func<double[], double>[] { e => AreaUnderCurve.Exact(e, 5), e => AreaUnderCurve.Trapezoid(e, 5) })
        {
            Assert.Equal(area([1, 2, 3]), area([3, 1, 2]), 1e-12);
            Assert.True(area([1, double.NaN]) < area([1]));
            Assert.Equal(0, area([double.PositiveInfinity]));
            Assert.Equal(1, area([0, 0]));
            Assert.True(double.IsNaN(area([])));
        }
    }

    private static void Always(Func<double[], bool> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(b => b.Length > 0), bytes => holds([.. bytes.Select(b => b > 240 ? double.PositiveInfinity : b / 20.0)])).QuickCheckThrowOnFailure();

    private static double Integral(Func<double, double> curve, double threshold)
    {
        const int steps = 4000;
        return Enumerable.Range(0, steps).Average(i => curve((i + 0.5) * threshold / steps));
    }

    private static Func<double, double> Interpolated(double[] errors, double threshold)
    {
        double[] sorted = [.. errors.Where(e => e < threshold).Order()];
        return x =>
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
        };
    }
}
