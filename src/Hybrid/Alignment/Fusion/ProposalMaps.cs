using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>What speaks for one proposal at each point of the <see cref="FusionGrid"/>, before it is compared with others.</summary>
internal sealed class ProposalMaps
{
    private const int ContrastSide = 15;
    private const float LargestContrast = 3;
    private const float SteepestFlow = 10;
    private const float LeastSeen = 0.02f;

    private ProposalMaps()
    {
    }

    /// <summary>Census distance of A and B where the proposal leads, at the point and over 5 and 13 cells of those that B shows.</summary>
    public required (ScalarMap Fine, ScalarMap Middle, ScalarMap Wide) Census { get; init; }

    /// <summary>Difference of the images, local mean and contrast taken out, likewise over 1 and 5 cells.</summary>
    public required (ScalarMap Fine, ScalarMap Middle) Difference { get; init; }

    /// <summary>Confidence, and its mean over 5 and 13 cells.</summary>
    public required (ScalarMap Fine, ScalarMap Middle, ScalarMap Wide) Confidence { get; init; }

    /// <summary>1 where the proposal leaves B; and the share over 13 cells.</summary>
    public required (ScalarMap Fine, ScalarMap Wide) Leaves { get; init; }

    /// <summary>Size of the flow's derivatives; and over 5 cells.</summary>
    public required (ScalarMap Fine, ScalarMap Middle) Slope { get; init; }

    /// <summary>Mean census distance of what B shows.</summary>
    public required float MeanCensus { get; init; }

    /// <summary>Mean confidence of the whole image.</summary>
    public required float MeanConfidence { get; init; }

    /// <summary>Measures a proposal.</summary>
    /// <param name="proposal">Of the frame's size.</param>
    /// <param name="censusA">Of A, on the grid.</param>
    /// <param name="contrastA">Of A: <see cref="Contrast"/>.</param>
    /// <param name="b">B, CV_8UC1.</param>
    public static ProposalMaps Of(FlowProposal proposal, ulong[] censusA, ScalarMap contrastA, Mat b)
    {
        using Mat places = Places(proposal.Flow, b.Size());
        using var warped = new Mat();
        using var none = new Mat();
        Cv2.Remap(b, warped, places, none, InterpolationFlags.Linear, BorderTypes.Replicate);
        (ScalarMap leaves, ScalarMap slope) = Shape(proposal.Flow, b.Size());
        ulong[] censusB = CensusTransform.Of(warped, FusionGrid.Stride);
        ScalarMap contrastB = Contrast(warped);
        var distance = new ScalarMap(leaves.Width, leaves.Height);
        var difference = new ScalarMap(leaves.Width, leaves.Height);
        for (int i = 0; i < distance.Data.Length; i++)
        {
            distance.Data[i] = CensusTransform.Distance(censusA[i], censusB[i]);
            difference.Data[i] = MathF.Min(MathF.Abs(contrastA.Data[i] - contrastB.Data[i]), LargestContrast);
        }
        var seen = new Visible(leaves);
        ScalarMap confidence = FusionGrid.Of(proposal.Confidence);
        float usual = seen.Average(distance), usualDifference = seen.Average(difference);
        return new ProposalMaps
        {
            Census = (seen.Fill(distance, usual), seen.Mean(distance, 5, usual), seen.Mean(distance, 13, usual)),
            Difference = (seen.Fill(difference, usualDifference), seen.Mean(difference, 5, usualDifference)),
            Confidence = (confidence, FusionGrid.Mean(confidence, 5), FusionGrid.Mean(confidence, 13)),
            Leaves = (leaves, FusionGrid.Mean(leaves, 13)),
            Slope = (slope, FusionGrid.Mean(slope, 5)),
            MeanCensus = usual,
            MeanConfidence = confidence.Data.Sum() / confidence.Data.Length,
        };
    }

    /// <summary>Grey values with the mean of their neighbourhood taken off, over its deviation, on the grid.</summary>
    public static ScalarMap Contrast(Mat gray)
    {
        using var contrast = new Mat();
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
        return FusionGrid.Of(ScalarMap.Of(contrast));
    }

    /// <summary>Where each pixel is seen in B, CV_32FC2; unknown vectors lead out of B.</summary>
    private static Mat Places(FlowField flow, Size b)
    {
        var places = new Mat(flow.Height, flow.Width, MatType.CV_32FC2);
        Concurrency.For(0, flow.Height, y =>
        {
            Span<float> place = MatRows.Row<float>(places, y), vector = flow.Row(y);
            for (int x = 0; x < flow.Width; x++)
            {
                float u = x + vector[2 * x], v = y + vector[2 * x + 1];
                (place[2 * x], place[2 * x + 1]) = float.IsFinite(u) && float.IsFinite(v) ? (Math.Clamp(u, -9, b.Width + 9), Math.Clamp(v, -9, b.Height + 9)) : (-9, -9);
            }
        });
        return places;
    }

    private static (ScalarMap Leaves, ScalarMap Slope) Shape(FlowField flow, Size b)
    {
        int columns = FusionGrid.Points(flow.Width), rows = FusionGrid.Points(flow.Height);
        var leaves = new ScalarMap(columns, rows);
        var slope = new ScalarMap(columns, rows);
        Concurrency.For(0, rows, j =>
        {
            int y = j * FusionGrid.Stride;
            for (int i = 0; i < columns; i++)
            {
                int x = i * FusionGrid.Stride;
                Vector2 f = flow[x, y];
                float u = x + f.X, v = y + f.Y;
                leaves[i, j] = u >= 0 && v >= 0 && u <= b.Width - 1 && v <= b.Height - 1 ? 0 : 1;
                Vector2 across = flow[Math.Min(x + 1, flow.Width - 1), y] - flow[Math.Max(x - 1, 0), y];
                Vector2 down = flow[x, Math.Min(y + 1, flow.Height - 1)] - flow[x, Math.Max(y - 1, 0)];
                float sum = MathF.Abs(across.X) + MathF.Abs(across.Y) + MathF.Abs(down.X) + MathF.Abs(down.Y);
                slope[i, j] = float.IsNaN(sum) ? SteepestFlow : MathF.Min(sum, SteepestFlow);
            }
        });
        return (leaves, slope);
    }

    /// <summary>Means over what B shows of a window; the usual value where it shows next to nothing of it.</summary>
    private sealed class Visible(ScalarMap leaves)
    {
        private readonly ScalarMap _weights = new(leaves.Width, leaves.Height, [.. leaves.Data.Select(v => 1 - v)]);

        public float Average(ScalarMap map)
        {
            double sum = 0, weight = 0;
            for (int i = 0; i < map.Data.Length; i++)
            {
                sum += _weights.Data[i] * map.Data[i];
                weight += _weights.Data[i];
            }
            return weight > 0 ? (float)(sum / weight) : 1;
        }

        public ScalarMap Fill(ScalarMap map, float usual) => Mean(map, 1, usual);

        public ScalarMap Mean(ScalarMap map, int cells, float usual)
        {
            float[] weighted = [.. map.Data.Select((v, i) => v * _weights.Data[i])];
            ScalarMap sums = FusionGrid.Mean(new ScalarMap(map.Width, map.Height, weighted), cells), weights = FusionGrid.Mean(_weights, cells);
            for (int i = 0; i < sums.Data.Length; i++)
                sums.Data[i] = (sums.Data[i] + LeastSeen * usual) / (weights.Data[i] + LeastSeen);
            return sums;
        }
    }
}
