using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>An image's gradients, zero where the other image is not seen, and which of them are edges.</summary>
internal sealed class LayoutEdges
{
    // An edge is far above the noise of both images, and not faint beside the others.
    private const float LeastGradient = 6, Faint = 4, ShareOfStrong = 0.1f, TimesNoise = 7;
    private const double Strong = 0.9, Noise = 0.2;

    // Of a partner's strength, along the same direction: none, and the same.
    private const float NoPartner = 0.4f, SamePartner = 0.75f;

    private const int Bins = 1024;
    private const float PerUnit = 4;

    private readonly float _threshold;

    public LayoutEdges(Mat gx, Mat gy, Mat seen)
    {
        (Width, Height) = (gx.Cols, gx.Rows);
        (X, Y, Magnitude) = (new float[Width * Height], new float[Width * Height], new float[Width * Height]);
        var histogram = new int[Bins];
        for (int y = 0; y < Height; y++)
        {
            Span<float> u = MatRows.Row<float>(gx, y), v = MatRows.Row<float>(gy, y);
            Span<byte> isSeen = MatRows.Row<byte>(seen, y);
            for (int x = 0, i = y * Width; x < Width; x++, i++)
            {
                if (isSeen[x] == 0)
                    continue;
                (X[i], Y[i], Magnitude[i]) = (u[x], v[x], MathF.Sqrt(u[x] * u[x] + v[x] * v[x]));
                histogram[Math.Min(Bins - 1, (int)(Magnitude[i] * PerUnit))]++;
            }
        }
        float strong = Quantile(histogram, (int)(Faint * PerUnit), Strong), noise = Quantile(histogram, 0, Noise);
        _threshold = MathF.Max(LeastGradient, MathF.Max(ShareOfStrong * strong, TimesNoise * noise));
    }

    public int Width { get; }

    public int Height { get; }

    public float[] X { get; }

    public float[] Y { get; }

    public float[] Magnitude { get; }

    /// <summary>Looks for every edge's partner at its place or beside it.</summary>
    /// <param name="other">The other image's.</param>
    /// <param name="polarity">−1 where it is a negative.</param>
    /// <param name="alone">Counts edges without one, by place.</param>
    /// <param name="strong">Counts edges, row by row.</param>
    /// <returns>Edges with a partner, and those whose partner is the same within noise.</returns>
    public (int Partners, int Same) Compare(LayoutEdges other, float polarity, Mat alone, byte[] strong)
    {
        using var mine = new Mat(Height, Width, MatType.CV_8UC1, Scalar.All(0));
        int partners = 0, same = 0;
        for (int y = 1; y < Height - 1; y++)
        {
            Span<byte> row = MatRows.Row<byte>(mine, y);
            for (int x = 1; x < Width - 1; x++)
            {
                int i = y * Width + x;
                if (Magnitude[i] <= _threshold)
                    continue;
                strong[i]++;
                float best = Best(other, polarity, i);
                if (best < NoPartner)
                {
                    row[x] = 1;
                    continue;
                }
                partners++;
                same += best > SamePartner ? 1 : 0;
            }
        }
        // Single pixels are noise; a stroke is at least two wide.
        using Mat stroke = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2, 2));
        Cv2.MorphologyEx(mine, mine, MorphTypes.Open, stroke);
        Cv2.Add(alone, mine, alone);
        return (partners, same);
    }

    private float Best(LayoutEdges other, float polarity, int i)
    {
        float best = -1;
        for (int row = i - Width; row <= i + Width; row += Width)
        {
            for (int k = row - 1; k <= row + 1; k++)
            {
                float dot = polarity * (X[i] * other.X[k] + Y[i] * other.Y[k]);
                best = MathF.Max(best, dot / (Magnitude[i] * MathF.Max(Magnitude[i], other.Magnitude[k])));
            }
        }
        return best;
    }

    private static float Quantile(int[] histogram, int from, double share)
    {
        long total = 0;
        for (int i = from; i < Bins; i++)
            total += histogram[i];
        long before = 0;
        for (int i = from; i < Bins; i++)
        {
            before += histogram[i];
            if (before >= share * total)
                return (i + 0.5f) / PerUnit;
        }
        return 0;
    }
}
