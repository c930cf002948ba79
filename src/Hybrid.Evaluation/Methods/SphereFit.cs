using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// Fits the placements of all images of a spherical panorama to marks found in it: one scale and equator, a focal length
/// and a rotation each, by Gauss–Newton steps over weighted residuals (Huber) with damping.
/// </summary>
internal sealed class SphereFit
{
    private const double Huber = 0.5;
    private const double Difference = 1e-6;
    private const int Iterations = 40;
    private const int Fewest = 12;

    /// <summary>Largest median residual with which placements are believed, pixels.</summary>
    private const double MostMedian = 1;

    private readonly (Point2f[] Image, Point2f[] Panorama)[] _marks;
    private readonly Size[] _sizes;
    private readonly Size _panorama;

    private SphereFit((Point2f[] Image, Point2f[] Panorama)[] marks, Size[] sizes, Size panorama) =>
        (_marks, _sizes, _panorama) = (marks, sizes, panorama);

    /// <summary>One placement an image; null where an image has too few marks or no sphere explains them.</summary>
    /// <param name="marks">Marks in every image and in the panorama.</param>
    /// <param name="sizes">Sizes of the images.</param>
    /// <param name="panorama">Size of the panorama.</param>
    public static SpherePlacement[]? Fit((Point2f[] Image, Point2f[] Panorama)[] marks, Size[] sizes, Size panorama)
    {
        if (marks.Any(m => m.Image.Length < Fewest))
            return null;
        var fit = new SphereFit(marks, sizes, panorama);
        SpherePlacement[] best = fit.Adjust(fit.Start());
        double[] errors = [.. best.SelectMany((p, i) => fit.Residuals(p, i, 1).Select(r => Math.Sqrt(r.X * r.X + r.Y * r.Y))).Order()];
        return errors[errors.Length / 2] <= MostMedian ? best : null;
    }

    /// <summary>Of a row of scales and equators, with the scale for every focal length, the best rotations.</summary>
    private SpherePlacement[] Start()
    {
        SpherePlacement[] best = [];
        double least = double.PositiveInfinity, side = _sizes.Max(s => Math.Max(s.Width, s.Height));
        for (double scale = 0.4 * side; scale < 8 * side; scale *= 1.15)
        {
            for (double equator = -1; equator <= 2; equator += 0.25)
            {
                SpherePlacement[] trial = [.. _sizes.Select((_, i) => Turned(i, scale, equator * _panorama.Height))];
                double cost = trial.Select((p, i) => Residuals(p, i, 20).Sum(r => Math.Min(r.X * r.X + r.Y * r.Y, 400))).Sum();
                if (cost < least)
                    (best, least) = (trial, cost);
            }
        }
        return best;
    }

    /// <summary>The placement whose rotation takes an image's directions closest to the panorama's (Kabsch 1976).</summary>
    private SpherePlacement Turned(int image, double scale, double equator)
    {
        (Point2f[] from, Point2f[] to) = _marks[image];
        var center = new Point2d(_sizes[image].Width / 2.0, _sizes[image].Height / 2.0);
        Matrix<double> sum = Matrix<double>.Build.Dense(3, 3);
        for (int k = 0; k < from.Length; k += Math.Max(1, from.Length / 40))
        {
            Point3d d = SpherePlacement.Direction(new Point2d(to[k].X, to[k].Y), scale, equator);
            Vector<double> a = Vector<double>.Build.Dense([from[k].X - center.X, from[k].Y - center.Y, scale]).Normalize(2);
            sum += Vector<double>.Build.Dense([d.X, d.Y, d.Z]).OuterProduct(a);
        }
        var svd = sum.Svd();
        Matrix<double> flip = Matrix<double>.Build.DenseOfDiagonalArray([1, 1, Math.Sign((svd.U * svd.VT).Determinant())]), r = svd.U * flip * svd.VT;
        var rotation = new Homography(r[0, 0], r[0, 1], r[0, 2], r[1, 0], r[1, 1], r[1, 2], r[2, 0], r[2, 1], r[2, 2]);
        return new SpherePlacement(scale, center, rotation, scale, equator, _panorama.Width);
    }

    private IEnumerable<Point2d> Residuals(SpherePlacement placement, int image, int step)
    {
        (Point2f[] from, Point2f[] to) = _marks[image];
        double period = 2 * Math.PI * placement.Scale;
        for (int k = 0; k < from.Length; k += step)
        {
            Point2d p = placement.ToPanorama(new Point2d(from[k].X, from[k].Y));
            double dx = to[k].X - p.X;
            yield return new Point2d(dx - period * Math.Round(dx / period), to[k].Y - p.Y);
        }
    }

    private SpherePlacement[] Adjust(SpherePlacement[] start)
    {
        SpherePlacement[] current = start;
        double cost = Cost(current), damping = 1e-3;
        for (int i = 0; i < Iterations && damping < 1e6; i++)
        {
            (Matrix<double> normal, Vector<double> right) = Linearize(current);
            for (int k = 0; k < normal.RowCount; k++)
                normal[k, k] *= 1 + damping;
            Vector<double> step = normal.Cholesky().Solve(right);
            SpherePlacement[] trial = [.. current.Select((p, image) => Step(p, [step[0], step[1], .. step.SubVector(2 + 4 * image, 4)]))];
            double next = Cost(trial);
            (current, cost, damping) = next < cost ? (trial, next, damping / 5) : (current, cost, damping * 5);
        }
        return current;
    }

    private double Cost(SpherePlacement[] placements) => placements.Select((p, i) => Residuals(p, i, 1).Sum(r =>
    {
        double error = Math.Sqrt(r.X * r.X + r.Y * r.Y);
        return error <= Huber ? error * error : 2 * Huber * error - Huber * Huber;
    })).Sum();

    /// <summary>Normal equations over the logarithm of the scale, the equator, and of every image the logarithm of the focal length and a rotation vector.</summary>
    private (Matrix<double> Normal, Vector<double> Right) Linearize(SpherePlacement[] placements)
    {
        int size = 2 + 4 * placements.Length;
        Matrix<double> normal = Matrix<double>.Build.Dense(size, size);
        Vector<double> right = Vector<double>.Build.Dense(size);
        for (int image = 0; image < placements.Length; image++)
        {
            Point2d[] residuals = [.. Residuals(placements[image], image, 1)];
            var slopes = new Point2d[6][];
            for (int j = 0; j < 6; j++)
            {
                double[] d = new double[6];
                // The equator is counted in pixels, the others in radians and logarithms.
                double h = d[j] = j == 1 ? 1e-3 : Difference;
                slopes[j] = [.. Residuals(Step(placements[image], d), image, 1).Zip(residuals, (a, b) => (b - a) * (1 / h))];
            }
            for (int k = 0; k < residuals.Length; k++)
            {
                double error = Math.Sqrt(residuals[k].X * residuals[k].X + residuals[k].Y * residuals[k].Y), weight = error <= Huber ? 1 : Huber / error;
                for (int i = 0; i < 6; i++)
                {
                    int row = i < 2 ? i : 4 * image + i;
                    right[row] += weight * (slopes[i][k].X * residuals[k].X + slopes[i][k].Y * residuals[k].Y);
                    for (int j = 0; j < 6; j++)
                        normal[row, j < 2 ? j : 4 * image + j] += weight * (slopes[i][k].X * slopes[j][k].X + slopes[i][k].Y * slopes[j][k].Y);
                }
            }
        }
        return (normal, right);
    }

    private static SpherePlacement Step(SpherePlacement p, ReadOnlySpan<double> d)
    {
        Cv2.Rodrigues([d[3], d[4], d[5]], out double[,] r, out _);
        var turn = new Homography(r[0, 0], r[0, 1], r[0, 2], r[1, 0], r[1, 1], r[1, 2], r[2, 0], r[2, 1], r[2, 2]);
        return p with { Scale = p.Scale * Math.Exp(d[0]), Equator = p.Equator + d[1], Focal = p.Focal * Math.Exp(d[2]), Rotation = turn * p.Rotation };
    }
}
