using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Geometry;

/// <summary>Laws of thin-plate splines.</summary>
public class ThinPlateSplineTests
{
    private static readonly Point2d[] Control = ThinPlateSpline.Lattice(4, 3, new Rect2d(0, 0, 300, 200));

    [Fact]
    public void A_spline_passes_through_its_targets()
    {
        var random = new Random(2);
        Point2d[] targets = [.. Control.Select(p => new Point2d(p.X + 30 * random.NextDouble(), p.Y - 20 * random.NextDouble()))];
        var spline = new ThinPlateSpline(Control);
        for (int i = 0; i < Control.Length; i++)
            Assert.True(spline.Map(Control[i], targets).DistanceTo(targets[i]) < 1e-8);
    }

    [Fact]
    public void An_affine_map_is_reproduced_everywhere()
    {
        Point2d Affine(Point2d p) => new(1.2 * p.X - 0.3 * p.Y + 7, 0.1 * p.X + 0.9 * p.Y - 4);
        var spline = new ThinPlateSpline(Control, 0.5);
        Point2d[] targets = [.. Control.Select(Affine)];
        foreach (var p in new[] { new Point2d(13, 77), new Point2d(-90, 400), new Point2d(299, 1) })
            Assert.True(spline.Map(p, targets).DistanceTo(Affine(p)) < 1e-6);
    }

    [Fact]
    public void Weights_sum_to_one()
    {
        var weights = new double[Control.Length];
        new ThinPlateSpline(Control).Weights(new Point2d(41, 167), weights);
        Assert.Equal(1, weights.Sum(), 1e-9);
    }

    [Fact]
    public void Points_on_a_line_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ThinPlateSpline([new(0, 0), new(1, 1), new(2, 2), new(3, 3)]));
        Assert.Throws<ArgumentException>(() => new ThinPlateSpline([new(0, 0), new(1, 1)]));
    }
}
