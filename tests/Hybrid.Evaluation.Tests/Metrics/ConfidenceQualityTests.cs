using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Tests.Metrics;

public class ConfidenceQualityTests
{
    private static readonly float[] Errors = [.. Enumerable.Range(0, 1000).Select(i => (float)(i * 37 % 1000) / 100)];

    [Fact]
    public void A_confidence_that_ranks_like_the_oracle_has_no_area()
    {
        Assert.Equal(0, ConfidenceQuality.Ause(Errors, Array.ConvertAll(Errors, e => -e)), 1e-9);
    }

    [Fact]
    public void An_inverted_confidence_is_worse_than_a_constant_one()
    {
        double constant = ConfidenceQuality.Ause(Errors, new float[Errors.Length]), inverted = ConfidenceQuality.Ause(Errors, Errors);
        Assert.True(inverted > constant && constant > 0.1, $"{inverted} {constant}");
    }

    [Fact]
    public void The_area_agrees_with_a_direct_calculation()
    {
        float[] confidence = [.. Enumerable.Range(0, 1000).Select(i => (float)Math.Sin(i))];
        double all = Errors.Average(e => (double)e), area = 0;
        double Gap(int s)
        {
            int kept = (int)Math.Round(1000 * (1 - s / 20.0));
            double own = Enumerable.Range(0, 1000).OrderByDescending(i => confidence[i]).ThenBy(i => i).Take(kept).Average(i => (double)Errors[i]);
            return (own - Errors.Order().Take(kept).Average(e => (double)e)) / all;
        }
        for (int s = 1; s < 20; s++)
            area += (Gap(s - 1) + Gap(s)) / 2 / 20;
        Assert.Equal(area, ConfidenceQuality.Ause(Errors, confidence), 1e-6);
    }

    [Fact]
    public void Accuracy_at_a_coverage_looks_at_the_most_confident()
    {
        float[] errors = [1, 1, 9, 9], confidence = [0.9f, 0.8f, 0.2f, float.NaN];
        Assert.Equal(1, ConfidenceQuality.AccuracyAt(errors, confidence, 0.5, 3));
        Assert.Equal(0.5, ConfidenceQuality.AccuracyAt(errors, confidence, 1, 3));
        Assert.Equal(errors.Average(), ConfidenceQuality.MeanAt(errors, confidence, 1), 5);
        Assert.True(ConfidenceQuality.MeanAt(errors, confidence, 0.5) < errors.Average());
    }
}
