using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// The spatial transformer as an optimiser: finds the map under which B, sampled into A's frame, equals A up to gain and
/// bias. Inverse-compositional Levenberg–Marquardt (Baker and Matthews, IJCV 2004) with Huber weights, coarse to fine.
/// </summary>
public static class PhotometricRegistration
{
    private const double FirstDamping = 1e-3;
    private const double MaxDamping = 1e4;

    /// <summary>Refines a homography. Families without perspective keep the perspective of the start.</summary>
    /// <param name="grayA">Image A, one channel, 8-bit or float.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="start">A to B.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="cancellationToken">Checked between levels.</param>
    public static PhotometricResult Register(
        Mat grayA, Mat grayB, in Homography start, PhotometricOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        options ??= new PhotometricOptions();
        var result = new PhotometricResult(start, double.NaN, true, 0);
        foreach (PhotometricLevel level in PhotometricLevel.Pyramid(grayA, grayB, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = Level(level, result, options);
        }
        return result;
    }

    /// <summary>A thin-plate spline on top of a homography: a dense answer for scenes that are not quite a plane.</summary>
    /// <param name="grayA">Image A, one channel, 8-bit or float.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="homography">A to B; stays as it is.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <returns>Flow A to B, and the correlation of the images under the homography and under the flow.</returns>
    public static (FlowField Flow, double Before, double After) RegisterSpline(Mat grayA, Mat grayB, in Homography homography, PhotometricOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        return PhotometricSpline.Register(grayA, grayB, homography, options ?? new PhotometricOptions());
    }

    /// <summary>Correlation of A with B warped by a homography, where B is seen; NaN where that is too little.</summary>
    /// <param name="grayA">Image A, one channel.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="homography">A to B.</param>
    /// <param name="longSide">Resolution to compare at.</param>
    public static double Correlation(Mat grayA, Mat grayB, in Homography homography, int longSide)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        var options = new PhotometricOptions { LongSide = longSide, Coarsest = longSide, Threads = 1 };
        PhotometricLevel level = PhotometricLevel.Pyramid(grayA, grayB, options)[^1];
        var residual = new PhotometricResidual(level, options);
        residual.Warp((level.ToLevelB * homography * level.ToLevelA.Inverse()!.Value).Normalized());
        return residual.Correlation();
    }

    private static PhotometricResult Level(PhotometricLevel level, PhotometricResult before, PhotometricOptions options)
    {
        var residual = new PhotometricResidual(level, options);
        var normal = new PhotometricNormal(level, options);
        Homography current = (level.ToLevelB * before.Homography * level.ToLevelA.Inverse()!.Value).Normalized();
        residual.Warp(current);
        residual.FitLight();
        residual.Evaluate();
        residual.Scale = residual.MeasureScale();
        double cost = residual.Evaluate(), damping = FirstDamping;
        if (double.IsPositiveInfinity(cost))
            return before with { Converged = false };

        int tried = 0;
        bool small = false;
        for (int accepted = 0; accepted < options.Iterations && !small && damping < MaxDamping;)
        {
            double[] equations = normal.Accumulate(residual);
            (double Gain, double Bias) light = residual.Light;
            bool better = false;
            while (!better && damping < MaxDamping)
            {
                tried++;
                if (PhotometricStep.Solve(equations, damping, options.Motion) is not { } step || PhotometricStep.Map(step, normal).Inverse() is not { } undo)
                    break;
                Homography next = (current * undo).Normalized();
                residual.Warp(next);
                residual.Light = (light.Gain + step[8], light.Bias + step[9]);
                double now = residual.Evaluate();
                double move = Move(current, next, level.SizeA);
                if (now < cost)
                {
                    (current, cost, better) = (next, now, true);
                    damping = Math.Max(1e-7, damping * 0.1);
                    accepted++;
                    small = move < options.Precision;
                    continue;
                }
                // A step this small that gains nothing is the end, not a reason to try smaller ones.
                small = move < options.Precision;
                damping *= 10;
                if (small)
                    break;
            }
            if (!better)
            {
                residual.Warp(current);
                residual.Light = light;
                residual.Evaluate();
                break;
            }
            residual.Scale = residual.MeasureScale();
            cost = residual.Evaluate();
        }
        Homography full = (level.ToLevelB.Inverse()!.Value * current * level.ToLevelA).Normalized();
        return new PhotometricResult(full, residual.Correlation(), small && before.Converged, before.Iterations + tried);
    }

    private static double Move(in Homography before, in Homography after, Size size)
    {
        double largest = 0;
        foreach ((int x, int y) in new[] { (0, 0), (size.Width - 1, 0), (0, size.Height - 1), (size.Width - 1, size.Height - 1) })
        {
            double d = before.Apply(new Point2d(x, y)).DistanceTo(after.Apply(new Point2d(x, y)));
            largest = double.IsFinite(d) ? Math.Max(largest, d) : double.PositiveInfinity;
        }
        return largest;
    }
}
