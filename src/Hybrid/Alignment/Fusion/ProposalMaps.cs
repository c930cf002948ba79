using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>What speaks for one proposal at each pixel, before it is compared with others.</summary>
internal sealed class ProposalMaps
{
    private const int ContrastSide = 15;
    private const float LargestContrast = 3;
    private const float SteepestFlow = 10;

    private ProposalMaps()
    {
    }

    /// <summary>Census distance of A and B where the proposal leads, over windows of 3, 9 and 25 pixels.</summary>
    public required (ScalarMap Fine, ScalarMap Middle, ScalarMap Wide) Census { get; init; }

    /// <summary>Difference of the images, local mean and contrast taken out, over windows of 3 and 9 pixels.</summary>
    public required (ScalarMap Fine, ScalarMap Middle) Difference { get; init; }

    /// <summary>Mean confidence over windows of 9 and 25 pixels.</summary>
    public required (ScalarMap Middle, ScalarMap Wide) Confidence { get; init; }

    /// <summary>1 where the proposal leaves B.</summary>
    public required ScalarMap Leaves { get; init; }

    /// <summary>Size of the flow's derivatives; and over 9 pixels.</summary>
    public required (ScalarMap Fine, ScalarMap Middle) Slope { get; init; }

    /// <summary>Mean census distance of the whole image.</summary>
    public required float MeanCensus { get; init; }

    /// <summary>Mean confidence of the whole image.</summary>
    public required float MeanConfidence { get; init; }

    /// <summary>Measures a proposal.</summary>
    /// <param name="proposal">Of the frame's size.</param>
    /// <param name="censusA">Of A.</param>
    /// <param name="contrastA">Of A: <see cref="Contrast"/>.</param>
    /// <param name="b">B, CV_8UC1.</param>
    public static ProposalMaps Of(FlowProposal proposal, ulong[] censusA, Mat contrastA, Mat b)
    {
        FlowField flow = proposal.Flow;
        var size = new Size(flow.Width, flow.Height);
        using Mat field = Places(flow, b.Size(), out ScalarMap leaves, out ScalarMap slope);
        using var warped = new Mat();
        using var none = new Mat();
        Cv2.Remap(b, warped, field, none, InterpolationFlags.Linear, BorderTypes.Replicate);
        ulong[] censusB = CensusTransform.Of(warped);
        var distance = new ScalarMap(size.Width, size.Height);
        for (int i = 0; i < distance.Data.Length; i++)
            distance.Data[i] = CensusTransform.Distance(censusA[i], censusB[i]);
        using Mat contrastB = Contrast(warped);
        using var difference = new Mat();
        Cv2.Absdiff(contrastA, contrastB, difference);
        Cv2.Min(difference, LargestContrast, difference);
        return new ProposalMaps
        {
            Census = (Mean(distance, 3), Mean(distance, 9), Mean(distance, 25)),
            Difference = (Mean(difference, 3), Mean(difference, 9)),
            Confidence = (Mean(proposal.Confidence, 9), Mean(proposal.Confidence, 25)),
            Leaves = leaves,
            Slope = (slope, Mean(slope, 9)),
            MeanCensus = (float)Average(distance),
            MeanConfidence = (float)Average(proposal.Confidence),
        };
    }

    /// <summary>Grey values with the mean of their neighbourhood taken off, over its deviation.</summary>
    public static Mat Contrast(Mat gray)
    {
        var contrast = new Mat();
        gray.ConvertTo(contrast, MatType.CV_32F);
        using var mean = new Mat();
        var window = new Size(ContrastSide, ContrastSide);
        Cv2.Blur(contrast, mean, window, borderType: BorderTypes.Replicate);
        Cv2.Subtract(contrast, mean, contrast);
        using Mat squares = contrast.Mul(contrast);
        Cv2.Blur(squares, squares, window, borderType: BorderTypes.Replicate);
        // Noise of two grey values is no contrast.
        Cv2.Add(squares, new Scalar(4), squares);
        Cv2.Sqrt(squares, squares);
        Cv2.Divide(contrast, squares, contrast);
        return contrast;
    }

    /// <summary>Mean over a square window.</summary>
    public static ScalarMap Mean(ScalarMap map, int side)
    {
        using Mat from = Mat.FromPixelData(map.Height, map.Width, MatType.CV_32FC1, map.Data);
        return Mean(from, side);
    }

    private static ScalarMap Mean(Mat from, int side)
    {
        using var mean = new Mat();
        Cv2.Blur(from, mean, new Size(side, side), borderType: BorderTypes.Replicate);
        return ScalarMap.Of(mean);
    }

    private static double Average(ScalarMap map)
    {
        double sum = 0;
        foreach (float value in map.Data)
            sum += value;
        return sum / map.Data.Length;
    }

    /// <summary>Where each pixel is seen in B, CV_32FC2; unknown vectors lead out of B.</summary>
    private static Mat Places(FlowField flow, Size b, out ScalarMap leaves, out ScalarMap slope)
    {
        var places = new Mat(flow.Height, flow.Width, MatType.CV_32FC2);
        var outside = new ScalarMap(flow.Width, flow.Height);
        var steep = new ScalarMap(flow.Width, flow.Height);
        Concurrency.For(0, flow.Height, y =>
        {
            Span<float> place = MatRows.Row<float>(places, y), leaving = outside.Row(y), steepness = steep.Row(y);
            for (int x = 0; x < flow.Width; x++)
            {
                Vector2 f = flow[x, y];
                float u = x + f.X, v = y + f.Y;
                bool inside = u >= 0 && v >= 0 && u <= b.Width - 1 && v <= b.Height - 1;
                (place[2 * x], place[2 * x + 1]) = float.IsFinite(u) && float.IsFinite(v) ? (Math.Clamp(u, -9, b.Width + 9), Math.Clamp(v, -9, b.Height + 9)) : (-9, -9);
                leaving[x] = inside ? 0 : 1;
                Vector2 across = flow[Math.Min(x + 1, flow.Width - 1), y] - flow[Math.Max(x - 1, 0), y];
                Vector2 down = flow[x, Math.Min(y + 1, flow.Height - 1)] - flow[x, Math.Max(y - 1, 0)];
                float sum = MathF.Abs(across.X) + MathF.Abs(across.Y) + MathF.Abs(down.X) + MathF.Abs(down.Y);
                steepness[x] = float.IsNaN(sum) ? SteepestFlow : MathF.Min(sum, SteepestFlow);
            }
        });
        (leaves, slope) = (outside, steep);
        return places;
    }
}
