using Hybrid.Geometry;
using OpenCvSharp;
using static Hybrid.Tests.Geometry.RandomGeometry;

namespace Hybrid.Tests.Geometry;

public class HomographyRefinerTests
{
    public static TheoryData<TransferErrorKind> Kinds => [.. Enum.GetValues<TransferErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_jacobian_agrees_with_finite_differences(TransferErrorKind kind) => ForAllSeeds(r =>
    {
        var residuals = new TransferResiduals(kind, r.Uniform(50, 200), r.Uniform(50, 200));
        double[] h = [r.Uniform(0.5, 1.5), r.Uniform(-0.5, 0.5), r.Uniform(-1, 1), r.Uniform(-0.5, 0.5), r.Uniform(0.5, 1.5), r.Uniform(-1, 1), r.Uniform(-0.2, 0.2), r.Uniform(-0.2, 0.2), 1];
        Point2d a = new(r.Uniform(-1.4, 1.4), r.Uniform(-1.4, 1.4)), b = Homography.FromRowMajor(h).Apply(a);
        var m = new NormalizedMatch(a.X, a.Y, b.X + r.Uniform(-0.1, 0.1), b.Y + r.Uniform(-0.1, 0.1), 1);
        var jacobian = new double[32];
        var value = new double[4];
        if (!residuals.Evaluate(Homography.FromRowMajor(h), Inverse(h), m, value, jacobian))
            return true;
        for (int p = 0; p < 8; p++)
        {
            const double step = 1e-6;
            double[] plus = [.. h], minus = [.. h], up = new double[4], down = new double[4];
            plus[p] += step;
            minus[p] -= step;
            residuals.Evaluate(Homography.FromRowMajor(plus), Inverse(plus), m, up, default);
            residuals.Evaluate(Homography.FromRowMajor(minus), Inverse(minus), m, down, default);
            for (int row = 0; row < residuals.Rows; row++)
            {
                double numeric = (up[row] - down[row]) / (2 * step);
                if (!(Math.Abs(numeric - jacobian[row * 8 + p]) < 1e-4 * (1 + Math.Abs(numeric))))
                    return false;
            }
        }
        return true;
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refining_exact_matches_from_a_disturbed_start_finds_the_map(TransferErrorKind kind) => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch[] matches = r.Matches(h, 30);
        Homography start = Homography.Translation(r.Uniform(-5, 5), r.Uniform(-5, 5)) * h;
        RefinedHomography refined = HomographyRefiner.Refine(start, matches, new HomographyRefinerOptions { Error = kind });
        return refined.Converged && refined.Rms < 1e-6 && refined.Homography.DistanceTo(h, A).Max < 1e-4;
    });

    [Fact]
    public void Refinement_never_raises_the_cost() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch[] matches = r.Matches(h, 40, 1, 1);
        for (int i = 0; i < 10; i++)
            matches[i] = new(matches[i].A, new Point2d(r.Uniform(0, 800), r.Uniform(0, 600)), 1);
        var options = new HomographyRefinerOptions
        {
            Error = Enum.GetValues<TransferErrorKind>()[r.Integer(0, 3)],
            Loss = Enum.GetValues<RobustLoss>()[r.Integer(0, 5)],
            Scale = r.Uniform(0.5, 5),
            MaxIterations = r.Integer(1, 30),
        };
        RefinedHomography refined = HomographyRefiner.Refine(Homography.Translation(2, -3) * h, matches, options);
        return refined.Cost <= refined.StartCost && refined.Iterations <= options.MaxIterations;
    });

    [Theory]
    [InlineData(RobustLoss.Cauchy, 1)]
    [InlineData(RobustLoss.Tukey, 6)]
    [InlineData(RobustLoss.Marginalized, 2)]
    public void A_redescending_loss_resists_outliers(RobustLoss loss, double scale)
    {
        var r = new RandomGeometry(11);
        PointMatch[] matches = r.Matches(Graf13, 200, 0.3, 0.3);
        for (int i = 0; i < 60; i++)
            matches[i] = new(matches[i].A, new Point2d(r.Uniform(0, 800), r.Uniform(0, 640)), 1);
        Homography start = Homography.Translation(1.5, -1) * Graf13;
        Homography plain = HomographyRefiner.Refine(start, matches, new HomographyRefinerOptions { Loss = RobustLoss.None }).Homography;
        Homography robust = HomographyRefiner.Refine(start, matches, new HomographyRefinerOptions { Loss = loss, Scale = scale }).Homography;
        Assert.True(plain.DistanceTo(Graf13, A).Mean > 10);
        Assert.True(robust.DistanceTo(Graf13, A).Mean < 0.35);
    }

    [Fact]
    public void Refinement_is_more_accurate_than_the_linear_estimate()
    {
        double linear = 0, refined = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            var r = new RandomGeometry(seed);
            Homography h = r.Projective();
            PointMatch[] matches = r.Matches(h, 25, 1, 1);
            Homography dlt = HomographyEstimator.Dlt(matches)!.Value;
            linear += dlt.DistanceTo(h, A).Mean;
            refined += HomographyRefiner.Refine(dlt, matches, new HomographyRefinerOptions { Error = TransferErrorKind.Sampson, Loss = RobustLoss.None }).Homography.DistanceTo(h, A).Mean;
        }
        Assert.True(refined < linear, $"refined {refined / 50}, linear {linear / 50}");
    }

    [Fact]
    public void The_order_of_matches_does_not_matter() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch[] matches = r.Matches(h, 40, 0.5, 0.5), reversed = [.. matches.Reverse()];
        return HomographyRefiner.Refine(h, matches).Homography.DistanceTo(HomographyRefiner.Refine(h, reversed).Homography, A).Max < 1e-3;
    });

    [Fact]
    public void Swapping_the_images_inverts_the_result() => ForAllSeeds(r =>
    {
        Homography h = r.Projective();
        PointMatch[] matches = r.Matches(h, 40, 0.5, 0.5), swapped = [.. matches.Select(m => new PointMatch(m.B, m.A, m.Score))];
        Homography forward = HomographyRefiner.Refine(h, matches).Homography;
        Homography backward = HomographyRefiner.Refine(h.Inverse()!.Value, swapped).Homography;
        return forward.DistanceTo(backward.Inverse()!.Value, A).Max < 1e-3;
    });

    [Fact]
    public void Without_usable_matches_the_start_comes_back()
    {
        RefinedHomography refined = HomographyRefiner.Refine(Graf12, new RandomGeometry(1).Matches(Graf12, 3));
        Assert.Equal(Graf12, refined.Homography);
        Assert.False(refined.Converged);
        Assert.Equal(Graf12, HomographyRefiner.Refine(Graf12, []).Homography);
    }

    [Fact]
    public void The_rms_is_the_noise()
    {
        var r = new RandomGeometry(5);
        PointMatch[] matches = r.Matches(Graf12, 2000, 0, 0.5);
        RefinedHomography refined = HomographyRefiner.Refine(Graf12, matches, new HomographyRefinerOptions { Error = TransferErrorKind.Forward, Loss = RobustLoss.None });
        Assert.Equal(0.5 * Math.Sqrt(2), refined.Rms, 0.03);
    }

    private static Homography Inverse(double[] h)
    {
        Homography n = Homography.FromRowMajor(h), g = n.Inverse()!.Value;
        double s = (g * n).M33;
        return Homography.FromRowMajor([.. g.ToRowMajor().Select(x => x / s)]);
    }
}
