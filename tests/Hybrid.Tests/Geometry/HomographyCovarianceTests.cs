using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyCovarianceTests
{
    private static readonly HomographyRefinerOptions _sampson = new() { Error = TransferErrorKind.Sampson, Loss = RobustLoss.None };

    [Fact]
    public void The_predicted_uncertainty_is_the_scatter_of_repeated_estimates()
    {
        const double sigma = 0.7;
        const int trials = 400;
        PointMatch[] exact = new RandomGeometry(0).Matches(Graf13, 40);
        Point2d inside = new(300, 200), outside = new(1500, 900);
        double scatterInside = 0, scatterOutside = 0;
        for (int trial = 1; trial <= trials; trial++)
        {
            PointMatch[] noisy = Disturbed(exact, sigma, trial);
            Homography h = HomographyRefiner.Refine(Graf13, noisy, _sampson).Homography;
            scatterInside += Math.Pow(h.Apply(inside).DistanceTo(Graf13.Apply(inside)), 2);
            scatterOutside += Math.Pow(h.Apply(outside).DistanceTo(Graf13.Apply(outside)), 2);
        }
        HomographyCovariance covariance = HomographyCovariance.Estimate(Graf13, exact, sigma)!;
        Assert.Equal(1, Math.Sqrt(scatterInside / trials) / covariance.At(inside).Rms, 0.1);
        Assert.Equal(1, Math.Sqrt(scatterOutside / trials) / covariance.At(outside).Rms, 0.1);
        Assert.True(covariance.At(outside).Rms > 3 * covariance.At(inside).Rms);
    }

    [Fact]
    public void The_noise_is_estimated_from_the_residuals()
    {
        PointMatch[] noisy = Disturbed(new RandomGeometry(0).Matches(Graf12, 3000), 0.5, 9);
        Homography h = HomographyRefiner.Refine(Graf12, noisy, _sampson).Homography;
        Assert.Equal(0.5, HomographyCovariance.Estimate(h, noisy)!.Sigma, 0.02);
        Assert.Equal(0.5, HomographyCovariance.Estimate(h, noisy, null, [.. noisy.Select(_ => 5.0)])!.Sigma, 0.02);
    }

    [Fact]
    public void The_axes_of_the_uncertainty_bracket_it()
    {
        var u = new TransferUncertainty(5, 2, 2);
        Assert.Equal(Math.Sqrt(6), u.Major, 12);
        Assert.Equal(1, u.Minor, 12);
        Assert.Equal(Math.Sqrt(7), u.Rms, 12);
    }

    [Fact]
    public void Matches_that_leave_the_map_open_give_no_covariance()
    {
        PointMatch[] line = [.. Enumerable.Range(0, 30).Select(i => new PointMatch(new(10 * i, 3 * i), new(10 * i, 3 * i), 1))];
        Assert.Null(HomographyCovariance.Estimate(Homography.Identity, line, 1));
        Assert.Null(HomographyCovariance.Estimate(Graf12, new RandomGeometry(1).Matches(Graf12, 4)));
        Assert.NotNull(HomographyCovariance.Estimate(Graf12, new RandomGeometry(1).Matches(Graf12, 4), 1));
    }

    private static PointMatch[] Disturbed(PointMatch[] exact, double sigma, int seed)
    {
        var r = new RandomGeometry(seed);
        return Array.ConvertAll(exact, m => new PointMatch(
            new(m.A.X + sigma * r.Gaussian(), m.A.Y + sigma * r.Gaussian()),
            new(m.B.X + sigma * r.Gaussian(), m.B.Y + sigma * r.Gaussian()), 1));
    }
}
