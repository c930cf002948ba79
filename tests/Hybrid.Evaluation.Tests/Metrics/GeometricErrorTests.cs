using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Metrics;

public class GeometricErrorTests
{
    private static readonly Homography Truth = new(1.1, 0.05, -4, -0.02, 0.95, 6, 1e-4, -5e-5, 1);

    [Fact]
    public void A_shift_has_its_length_as_every_error()
    {
        Homography shifted = Homography.Translation(3, 4) * Truth;
        var a = new ImageSize(200, 100);
        Assert.Equal(5, TransferError.AtCorners(shifted, Truth, a), 1e-9);
        Assert.Equal(5, TransferError.Overlap(shifted, Truth, a, new ImageSize(210, 110)), 1e-9);
        PointMatch[] points = [new(new(10, 10), Truth.Apply(new(10, 10)), 1), new(new(50, 70), Truth.Apply(new(50, 70)), 1)];
        Assert.Equal(5, TransferError.AtPoints(shifted, points), 1e-9);
    }

    [Fact]
    public void Corners_are_pixel_centres_and_the_overlap_is_on_a_sixteen_pixel_grid()
    {
        var other = new Homography(1.2, 0, 0, 0, 1, 0, 0, 0, 1);
        Assert.Equal((0 + 0.2 * 99 + 0.2 * 99 + 0) / 4, TransferError.AtCorners(other, Homography.Identity, new ImageSize(100, 50)), 1e-9);
        // Grid 0, 16, …, 96 in x; B is 60 wide, so that 0, 16, 32, 48 count.
        Assert.Equal((0 + 3.2 + 6.4 + 9.6) / 4, TransferError.Overlap(other, Homography.Identity, new ImageSize(100, 50), new ImageSize(60, 50)), 1e-9);
        Assert.True(double.IsNaN(TransferError.Overlap(other, Homography.Translation(1000, 0), new ImageSize(100, 50), new ImageSize(60, 50))));
    }

    [Fact]
    public void A_point_sent_to_infinity_is_an_infinite_error()
    {
        var horizon = new Homography(1, 0, 0, 0, 1, 0, 1, 0, 0);
        Assert.Equal(double.PositiveInfinity, TransferError.AtCorners(horizon, Homography.Identity, new ImageSize(10, 10)));
    }

    [Fact]
    public void Flow_errors_agree_with_a_pixel_by_pixel_oracle()
    {
        var truth = new FlowField(9, 7);
        var predicted = new FlowField(9, 7);
        for (int i = 0; i < truth.Data.Length; i++)
        {
            truth.Data[i] = (float)(6 * Math.Sin(i * 1.3));
            predicted.Data[i] = truth.Data[i] + (float)(5 * Math.Cos(i * 0.7));
        }
        truth.Data[8] = float.NaN;
        predicted.Data[20] = float.NaN;
        FlowErrors errors = FlowErrors.Measure(new PredictedMotion(predicted, null), truth);
        var oracle = new List<(double Error, double Length)>();
        for (int p = 0; p < 63; p++)
        {
            double tu = truth.Data[2 * p], tv = truth.Data[2 * p + 1], u = predicted.Data[2 * p], v = predicted.Data[2 * p + 1];
            if (double.IsNaN(tu))
                continue;
            if (double.IsNaN(u))
                (u, v) = (0, 0);
            oracle.Add((Math.Sqrt((u - tu) * (u - tu) + (v - tv) * (v - tv)), Math.Sqrt(tu * tu + tv * tv)));
        }
        Assert.Equal(62, errors.Errors.Length);
        Assert.Equal(61 / 62.0, errors.Fill, 1e-12);
        Assert.Equal(oracle.Average(o => o.Error), errors.Mean(), 1e-6);
        double[] sorted = [.. oracle.Select(o => o.Error).Order()];
        Assert.Equal((sorted[30] + sorted[31]) / 2, errors.Median(), 1e-6);
        Assert.Equal(oracle.Count(o => o.Error > 3) / 62.0, errors.Above(3), 1e-12);
        Assert.Equal(oracle.Count(o => o.Error > 3 && o.Error > 0.05 * o.Length) / 62.0, errors.FlAll(), 1e-12);
    }

    [Fact]
    public void Missing_flow_is_answered_by_the_homography_where_there_is_one()
    {
        var flow = new FlowField(4, 4);
        flow.Data.AsSpan().Fill(float.NaN);
        var motion = new PredictedMotion(flow, Homography.Translation(2, 1));
        Assert.True(motion.TryAt(3, 3, out double u, out double v));
        Assert.Equal((2.0, 1.0), (u, v));
        Assert.Equal(new Point2d(3.5, 2.5), motion.Map(new Point2d(1.5, 1.5)));
        Assert.False(new PredictedMotion(flow, null).TryAt(0, 0, out _, out _));
        Assert.Null(new PredictedMotion(flow, null).Map(new Point2d(1, 1)));
    }

    [Fact]
    public void Bilinear_flow_is_exact_for_an_affine_motion()
    {
        var flow = new FlowField(8, 8);
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
                flow[x, y] = new System.Numerics.Vector2(0.25f * x - 0.5f * y, 1 + 0.125f * y);
        }
        Point2d q = new PredictedMotion(flow, null).Map(new Point2d(2.25, 6.5))!.Value;
        Assert.Equal(2.25 + 0.25 * 2.25 - 0.5 * 6.5, q.X, 1e-5);
        Assert.Equal(6.5 + 1 + 0.125 * 6.5, q.Y, 1e-5);
    }

    [Fact]
    public void Stereo_scores_count_a_missing_answer_as_bad_in_all_and_not_in_valid()
    {
        var truth = new ScalarMap(5, 1, [10, 20, float.NaN, 100, 40]);
        var predicted = new ScalarMap(5, 1, [10.4f, 24, 1, 104, float.NaN]);
        DisparityErrors errors = DisparityErrors.Measure(predicted, truth);
        Assert.Equal(4, errors.Known);
        Assert.Equal(0.75, errors.Fill);
        Assert.Equal(3 / 4.0, errors.BadAll(2));
        Assert.Equal(2 / 3.0, errors.BadValid(2), 1e-12);
        Assert.Equal(2 / 4.0, errors.D1All());
        Assert.Equal((0.4 + 4 + 4) / 3, errors.AverageError, 1e-5);
        Assert.Equal(Math.Sqrt((0.16 + 16 + 16) / 3), errors.Rms, 1e-5);
    }

    [Fact]
    public void A_negative_disparity_is_an_answer_right_where_the_truth_is_negative()
    {
        var truth = new ScalarMap(4, 1, [-50, 3, 3, 3]);
        DisparityErrors errors = DisparityErrors.Measure(new ScalarMap(4, 1, [-50.5f, -1, float.PositiveInfinity, 3]), truth);
        Assert.Equal(0.75, errors.Fill);
        Assert.Equal(2 / 4.0, errors.BadAll(1));
        Assert.Equal(1 / 3.0, errors.BadValid(1), 1e-12);
        Assert.Equal([0.5f, 4, float.NaN, 0], DisparityErrors.Map(new ScalarMap(4, 1, [-50.5f, -1, float.PositiveInfinity, 3]), truth).Data);
    }
}
