using Hybrid.Evaluation.Statistics;
using Xunit.Abstractions;

namespace Hybrid.Evaluation.Tests.Statistics;

public class BootstrapTests(ITestOutputHelper output)
{
    [Fact]
    public void The_interval_of_a_skewed_sample_is_that_of_an_independent_calculation()
    {
        // The same formulas with its own generator and loops: both must agree up to resampling noise.
        double[] values = [.. Enumerable.Range(1, 40).Select(i => Math.Exp(i / 10.0))];
        Interval fast = Bootstrap.MeanInterval(values, seed: 1);
        Interval naive = NaiveBca(values, resamples: 40000);
        Assert.Equal(naive.Low, fast.Low, 0.25);
        Assert.Equal(naive.High, fast.High, 0.5);
        Assert.True(fast.High - values.Average() > values.Average() - fast.Low, "the interval of a right-skewed sample reaches further up");
    }

    [Fact]
    public void The_interval_does_not_depend_on_the_number_of_threads()
    {
        double[] values = [.. Enumerable.Range(0, 700).Select(i => Math.Sin(i * i))];
        Assert.Equal(Bootstrap.MeanInterval(values, 3, threads: 1), Bootstrap.MeanInterval(values, 3, threads: 2));
    }

    [Fact]
    public void Another_seed_gives_another_interval_close_by()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => Math.Cos(i * 1.7))];
        Interval a = Bootstrap.MeanInterval(values, 1), b = Bootstrap.MeanInterval(values, 2);
        Assert.NotEqual(a, b);
        Assert.Equal(a.Low, b.Low, 0.02);
    }

    [Fact]
    public void Equal_values_have_a_point_and_a_single_value_has_no_interval()
    {
        Assert.Equal(new Interval(2, 2), Bootstrap.MeanInterval([2, 2, 2], 0));
        Assert.True(double.IsNaN(Bootstrap.MeanInterval([2], 0).Low));
        Assert.True(double.IsNaN(Bootstrap.MeanInterval([], 0).Low));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Intervals_cover_the_true_mean_as_often_as_they_say(int distribution)
    {
        // 300 draws have a standard error of 1.3 %. HYBRID_COVERAGE_DRAWS=1000 runs the full simulation with all resamples.
        bool full = int.TryParse(Environment.GetEnvironmentVariable("HYBRID_COVERAGE_DRAWS"), System.Globalization.CultureInfo.InvariantCulture, out int draws);
        double coverage = BootstrapCoverage.Simulate(distribution, sampleSize: 60, full ? draws : 300, full ? Bootstrap.DefaultResamples : 1000);
        output.WriteLine(FormattableString.Invariant($"{BootstrapCoverage.Distributions[distribution]}: {coverage:P1}"));
        Assert.InRange(coverage, full ? 0.93 : 0.91, full ? 0.97 : 0.985);
    }

    private static Interval NaiveBca(double[] values, int resamples)
    {
        int n = values.Length;
        double mean = values.Average();
        uint state = 12345;
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                state = state * 1664525 + 1013904223;
                sum += values[(int)((state >> 8) % (uint)n)];
            }
            means[r] = sum / n;
        }
        Array.Sort(means);
        double z0 = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, means.Count(m => m < mean) / (double)resamples);
        double[] jackknife = [.. values.Select(v => (mean * n - v) / (n - 1))];
        double center = jackknife.Average();
        double a = jackknife.Sum(j => Math.Pow(center - j, 3)) / (6 * Math.Pow(jackknife.Sum(j => Math.Pow(center - j, 2)), 1.5));
        double At(double z)
        {
            double p = MathNet.Numerics.Distributions.Normal.CDF(0, 1, z0 + (z0 + z) / (1 - a * (z0 + z)));
            return means[(int)(p * resamples)];
        }
        return new Interval(At(-1.959964), At(1.959964));
    }
}
