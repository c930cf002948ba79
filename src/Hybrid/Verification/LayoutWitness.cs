using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>Gathers <see cref="LayoutAgreement"/> where a homography moves hardly anything.</summary>
internal static class LayoutWitness
{
    private const int Block = 24;
    private const int Sectors = 4;

    // An edge is far above the noise of both images, and not faint beside the others.
    private const float LeastGradient = 6, Faint = 4, ShareOfStrong = 0.1f, TimesNoise = 7;
    private const double Strong = 0.9, Noise = 0.2;

    // Of a partner's strength, along the same direction: none, and the same.
    private const float NoPartner = 0.4f, SamePartner = 0.75f;

    // In a block with content some of the edges have no partner; where nearly none has one, the block shows something new.
    private const double LeastAlone = 0.04, MostAlone = 0.7, LeastInSector = 0.2;
    private const int LeastEdges = 20, LeastBlocks = 30, LeastBlocksOfSector = 3, LeastSectors = 4;

    /// <summary>Compares edge by edge; null where there are too few.</summary>
    public static LayoutAgreement? Of(ComparisonFrame frame)
    {
        using Mat ax = Gradient.Of(frame.A, 1, 0), ay = Gradient.Of(frame.A, 0, 1), bx = Gradient.Of(frame.B, 1, 0), by = Gradient.Of(frame.B, 0, 1);
        using Mat seen = Inside(frame);
        var a = new Edges(ax, ay, seen);
        var b = new Edges(bx, by, seen);
        float polarity = Polarity(a, b);
        using var alone = new Mat(frame.Size.Height, frame.Size.Width, MatType.CV_8UC1, Scalar.All(0));
        var strong = new byte[a.Width * a.Height];
        var tally = default(Tally);
        tally.Add(a.Compare(b, polarity, alone, strong));
        tally.Add(b.Compare(a, polarity, alone, strong));
        return tally.Partners == 0 ? null : Blocks(alone, strong, (double)tally.Same / tally.Partners);
    }

    private static LayoutAgreement? Blocks(Mat alone, byte[] strong, double exact)
    {
        int width = alone.Cols, height = alone.Rows, blocks = 0, different = 0, interleaved = 0;
        var sectors = new (int Blocks, int Interleaved)[Sectors * Sectors];
        for (int top = 0; top + Block / 2 < height; top += Block)
        {
            for (int left = 0; left + Block / 2 < width; left += Block)
            {
                (int edges, int lonely) = Count(alone, strong, new Rect(left, top, Math.Min(Block, width - left), Math.Min(Block, height - top)));
                if (edges < LeastEdges)
                    continue;
                double share = (double)lonely / edges;
                bool isInterleaved = share is > LeastAlone and < MostAlone;
                blocks++;
                different += share > LeastAlone ? 1 : 0;
                interleaved += isInterleaved ? 1 : 0;
                ref (int Blocks, int Interleaved) sector = ref sectors[Sectors * top / height * Sectors + Sectors * left / width];
                sector = (sector.Blocks + 1, sector.Interleaved + (isInterleaved ? 1 : 0));
            }
        }
        (int Blocks, int Interleaved)[] textured = [.. sectors.Where(s => s.Blocks >= LeastBlocksOfSector)];
        if (blocks < LeastBlocks || textured.Length < LeastSectors)
            return null;
        double spread = (double)textured.Count(s => s.Interleaved >= LeastInSector * s.Blocks) / textured.Length;
        return new LayoutAgreement(exact, (double)different / blocks, (double)interleaved / blocks, spread);
    }

    private static (int Edges, int Alone) Count(Mat alone, byte[] strong, Rect block)
    {
        int edges = 0, lonely = 0;
        for (int y = block.Top; y < block.Bottom; y++)
        {
            Span<byte> row = MatRows.Row<byte>(alone, y);
            for (int x = block.Left; x < block.Right; x++)
            {
                edges += strong[y * alone.Cols + x];
                lonely += row[x];
            }
        }
        return (edges, lonely);
    }

    private static Mat Inside(ComparisonFrame frame)
    {
        const int margin = 9;
        var seen = new Mat(frame.Size.Height, frame.Size.Width, MatType.CV_8UC1, Scalar.All(0));
        using Mat from = frame.Seen[frame.InsideA], to = seen[frame.InsideA], kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(margin, margin));
        from.CopyTo(to);
        Cv2.Erode(seen, seen, kernel, borderType: BorderTypes.Constant, borderValue: Scalar.All(0));
        return seen;
    }

    /// <summary>−1 where one image is a negative of the other.</summary>
    private static float Polarity(Edges a, Edges b)
    {
        double sum = 0;
        for (int i = 0; i < a.Magnitude.Length; i++)
            sum += a.X[i] * b.X[i] + a.Y[i] * b.Y[i];
        return sum < 0 ? -1 : 1;
    }

    private record struct Tally(int Partners, int Same)
    {
        public void Add(Tally other) => (Partners, Same) = (Partners + other.Partners, Same + other.Same);
    }

    /// <summary>An image's gradients, zero where the other image is not seen, and which of them are edges.</summary>
    private sealed class Edges
    {
        private const int Bins = 1024;
        private const float PerUnit = 4;

        private readonly float _threshold;

        public Edges(Mat gx, Mat gy, Mat seen)
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
        public Tally Compare(Edges other, float polarity, Mat alone, byte[] strong)
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
            return new Tally(partners, same);
        }

        private float Best(Edges other, float polarity, int i)
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
}
