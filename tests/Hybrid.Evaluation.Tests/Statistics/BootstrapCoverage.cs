using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Tests.Statistics;

/// <summary>How often the bootstrap's interval holds the true mean, by simulation of known distributions.</summary>
internal static class BootstrapCoverage
{
    /// <summary>Names of the distributions: light tails, one long tail, and a mixture of ties and outliers as paired differences have.</summary>
    public static IReadOnlyList<string> Distributions { get; } = ["uniform", "gamma(4)", "ties and differences"];

    /// <summary>Simulates.</summary>
    /// <param name="distribution">Index in <see cref="Distributions"/>.</param>
    /// <param name="sampleSize">Values a sample.</param>
    /// <param name="draws">Samples.</param>
    /// <param name="resamples">Resamples of each bootstrap.</param>
    /// <returns>Share of the 95 % intervals that hold the true mean.</returns>
    public static double Simulate(int distribution, int sampleSize, int draws, int resamples = Bootstrap.DefaultResamples)
    {
        double truth = distribution switch { 0 => 0.5, 1 => 4, _ => 0.15 };
        int covered = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            var random = new Xoshiro((ulong)distribution + 7, (ulong)draw);
            double[] sample = new double[sampleSize];
            for (int i = 0; i < sampleSize; i++)
                sample[i] = Sample(distribution, ref random);
            Interval interval = Bootstrap.MeanInterval(sample, seed: draw, resamples, threads: 1);
            covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }
        return covered / (double)draws;
    }

    private static double Sample(int distribution, ref Xoshiro random)
    {
        double u = random.NextDouble();
        switch (distribution)
        {
            case 0:
                return u;
            case 1:
                double product = 1 - u;
                for (int i = 0; i < 3; i++)
                    product *= 1 - random.NextDouble();
                return -Math.Log(product);
            default:
                // Half ties, the rest uniform around a mean of 0.3.
                return u < 0.5 ? 0 : 0.3 + 2 * (random.NextDouble() - 0.5);
        }
    }
}
