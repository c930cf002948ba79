using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Refinement;

/// <summary>
/// Makes a correction out of residual flow: what is not trusted is filled from around, the whole is smoothed until it
/// strains nowhere much, carried on beyond the overlap and tapered to zero there, so that nothing tears.
/// </summary>
internal static class CorrectionField
{
    private const float MostStrain = 0.45f;
    private const int Rounds = 4;
    private const int Slope = 13;

    /// <summary>The correction, CV_32FC2 of the flow's size; owned by the caller.</summary>
    /// <param name="flow">CV_32FC2.</param>
    /// <param name="trust">CV_32FC1, 0..1; 0 outside the overlap.</param>
    /// <param name="overlap">CV_8UC1.</param>
    /// <param name="stay">CV_8UC1: where the correction has to end at zero whatever the distance; null for nowhere.</param>
    public static Mat Make(Mat flow, Mat trust, Mat overlap, Mat? stay = null)
    {
        double largest = Largest(flow, trust);
        using Mat taper = Taper(overlap, stay, Math.Max(24, 10 * largest));
        using Mat believed = trust.Clone();
        for (double sigma = 1.5; ; sigma *= 2)
        {
            for (int round = 0; round < Rounds; round++)
            {
                using Mat filled = Fill(flow, believed, sigma);
                using Mat two = new();
                Cv2.Merge([taper, taper], two);
                var field = new Mat();
                Cv2.Multiply(filled, two, field);
                using Mat strained = Strained(field, out float most);
                if (most > MostStrain && sigma > 40)
                    field.ConvertTo(field, MatType.CV_32F, MostStrain / most);
                if (most <= MostStrain || sigma > 40)
                    return field;
                field.Dispose();
                // Where the flow jumps, as at the edges of what stands in front, the two sides are joined by a wider slope.
                using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(Slope, Slope));
                Cv2.Dilate(strained, strained, kernel);
                believed.SetTo(Scalar.All(0), strained);
            }
        }
    }

    /// <summary>The length that 95 % of the trusted vectors stay below.</summary>
    public static double Largest(Mat flow, Mat trust)
    {
        var lengths = new List<float>();
        for (int y = 0, rows = flow.Rows; y < rows; y += 2)
        {
            ReadOnlySpan<float> f = MatRows.Row<float>(flow, y), t = MatRows.Row<float>(trust, y);
            for (int x = 0, columns = flow.Cols; x < columns; x += 2)
            {
                if (t[x] > 0.3f)
                    lengths.Add(MathF.Sqrt(f[2 * x] * f[2 * x] + f[2 * x + 1] * f[2 * x + 1]));
            }
        }
        if (lengths.Count == 0)
            return 0;
        lengths.Sort();
        return lengths[(int)(0.95 * (lengths.Count - 1))];
    }

    /// <summary>Normalised convolution from fine to coarse: each pixel takes the finest scale at which there is trusted flow around it.</summary>
    private static Mat Fill(Mat flow, Mat trust, double sigma)
    {
        using Mat weights = new(), weighted = new();
        Cv2.Merge([trust, trust], weights);
        Cv2.Multiply(flow, weights, weighted);
        Cv2.GaussianBlur(weighted, weighted, new Size(0, 0), sigma);
        Cv2.GaussianBlur(weights, weights, new Size(0, 0), sigma);
        return PushPull(weighted, weights);
    }

    private static Mat PushPull(Mat weighted, Mat weights)
    {
        var result = new Mat();
        if (Math.Min(weighted.Width, weighted.Height) <= 2)
        {
            using Mat safe = new();
            Cv2.Add(weights, Scalar.All(1e-6), safe);
            Cv2.Divide(weighted, safe, result);
            return result;
        }
        using Mat halfWeighted = new(), halfWeights = new();
        Cv2.PyrDown(weighted, halfWeighted);
        Cv2.PyrDown(weights, halfWeights);
        using Mat coarse = PushPull(halfWeighted, halfWeights);
        using var up = new Mat();
        Cv2.Resize(coarse, up, weighted.Size(), 0, 0, InterpolationFlags.Linear);
        // (weighted + e · coarse) / (weights + e): the coarser estimate counts where hardly anything is known here.
        const double e = 0.02;
        using Mat sum = new(), total = new();
        Cv2.AddWeighted(weighted, 1, up, e, 0, sum);
        Cv2.Add(weights, Scalar.All(e), total);
        Cv2.Divide(sum, total, result);
        return result;
    }

    /// <summary>1 in the overlap, a smooth fall to 0 over a distance from it, 0 where the layer must stay.</summary>
    private static Mat Taper(Mat overlap, Mat? stay, double distance)
    {
        using Mat outside = new(), far = new();
        Cv2.BitwiseNot(overlap, outside);
        Cv2.DistanceTransform(outside, far, DistanceTypes.L2, DistanceTransformMasks.Mask5);
        using Mat free = new();
        if (stay is not null)
        {
            using Mat open = new();
            Cv2.BitwiseNot(stay, open);
            Cv2.DistanceTransform(open, free, DistanceTypes.L2, DistanceTransformMasks.Mask5);
        }
        var taper = new Mat(overlap.Size(), MatType.CV_32FC1);
        for (int y = 0, rows = overlap.Rows; y < rows; y++)
        {
            ReadOnlySpan<float> d = MatRows.Row<float>(far, y);
            ReadOnlySpan<float> f = stay is null ? d : MatRows.Row<float>(free, y);
            Span<float> t = MatRows.Row<float>(taper, y);
            for (int x = 0; x < t.Length; x++)
            {
                float s = Math.Clamp(1 - d[x] / (float)distance, 0, 1);
                if (stay is not null)
                    s = Math.Min(s, Math.Clamp(f[x] / (float)distance, 0, 1));
                t[x] = s * s * (3 - 2 * s);
            }
        }
        return taper;
    }

    /// <summary>The cells that the map x + field(x) strains too much, CV_8UC1, and the largest strain.</summary>
    private static Mat Strained(Mat field, out float most)
    {
        var strained = new Mat(field.Size(), MatType.CV_8UC1, Scalar.All(0));
        most = 0;
        for (int y = 0, rows = field.Rows; y + 1 < rows; y++)
        {
            ReadOnlySpan<Vector2> row = System.Runtime.InteropServices.MemoryMarshal.Cast<float, Vector2>(MatRows.Row<float>(field, y));
            ReadOnlySpan<Vector2> next = System.Runtime.InteropServices.MemoryMarshal.Cast<float, Vector2>(MatRows.Row<float>(field, y + 1));
            Span<byte> marks = MatRows.Row<byte>(strained, y);
            for (int x = 0; x + 1 < row.Length; x++)
            {
                Vector2 dx = row[x + 1] - row[x], dy = next[x] - row[x];
                float strain = MathF.Sqrt(dx.LengthSquared() + dy.LengthSquared());
                if (strain > MostStrain)
                    marks[x] = 255;
                most = Math.Max(most, strain);
            }
        }
        return strained;
    }
}
