using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>Gathers <see cref="LayoutAgreement"/> where a homography moves hardly anything.</summary>
internal static class LayoutWitness
{
    private const int Block = 24;
    private const int Sectors = 4;

    // In a block with content some of the edges have no partner; where nearly none has one, the block shows something new.
    private const double LeastAlone = 0.04, MostAlone = 0.7, LeastInSector = 0.2;
    private const int LeastEdges = 20, LeastBlocks = 30, LeastBlocksOfSector = 3, LeastSectors = 4;

    /// <summary>Compares edge by edge; null where there are too few.</summary>
    public static LayoutAgreement? Of(ComparisonFrame frame)
    {
        using Mat ax = Gradient.Of(frame.A, 1, 0), ay = Gradient.Of(frame.A, 0, 1), bx = Gradient.Of(frame.B, 1, 0), by = Gradient.Of(frame.B, 0, 1);
        using Mat seen = Inside(frame);
        var a = new LayoutEdges(ax, ay, seen);
        var b = new LayoutEdges(bx, by, seen);
        float polarity = Polarity(a, b);
        using var alone = new Mat(frame.Size.Height, frame.Size.Width, MatType.CV_8UC1, Scalar.All(0));
        var strong = new byte[a.Width * a.Height];
        (int partners, int same) = a.Compare(b, polarity, alone, strong);
        (int back, int sameBack) = b.Compare(a, polarity, alone, strong);
        return partners + back == 0 ? null : Blocks(alone, strong, (double)(same + sameBack) / (partners + back));
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
    private static float Polarity(LayoutEdges a, LayoutEdges b)
    {
        double sum = 0;
        for (int i = 0; i < a.Magnitude.Length; i++)
            sum += a.X[i] * b.X[i] + a.Y[i] * b.Y[i];
        return sum < 0 ? -1 : 1;
    }
}
