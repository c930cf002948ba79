using System.Runtime.Intrinsics;
using OpenCvSharp;

namespace Hybrid.Classical.InverseSearch;

/// <summary>Both images at every resolution that is searched. Levels are kept from one pair to the next.</summary>
internal sealed class ImagePyramid
{
    private readonly List<PyramidLevel> _levels = [];

    /// <summary>A level; 0 is full resolution. Those finer than the finest searched are empty.</summary>
    public PyramidLevel this[int scale] => _levels[scale];

    /// <summary>
    /// The coarsest level: patches there reach a motion of a quarter of the longer side, as in the paper (section 3.1), and
    /// the shorter side holds at least one.
    /// </summary>
    public static int Coarsest(int width, int height, int patchSize)
    {
        int reach = (int)Math.Floor(Math.Log2(Math.Max(width, height) / (4.0 * patchSize)) + 0.5);
        int room = (int)Math.Floor(Math.Log2((double)Math.Min(width, height) / patchSize));
        return Math.Max(0, Math.Min(reach, room));
    }

    /// <summary>Fills levels <paramref name="finest"/> to <paramref name="coarsest"/>.</summary>
    public void Build(Mat a, Mat b, int finest, int coarsest, int patchSize, bool initial, Stripes stripes)
    {
        while (_levels.Count <= coarsest)
            _levels.Add(new PyramidLevel());
        for (int scale = finest; scale <= coarsest; scale++)
        {
            PyramidLevel level = _levels[scale];
            if (scale == finest)
            {
                level.Reshape(a.Width >> scale, a.Height >> scale, patchSize, initial);
                stripes.Rows(a.Width, level.Height, (from, to) =>
                {
                    AreaReduction.Rows(a, level.A, from, to);
                    AreaReduction.Rows(b, level.B, from, to);
                });
            }
            else
            {
                PyramidLevel finer = _levels[scale - 1];
                level.Reshape(finer.Width / 2, finer.Height / 2, patchSize, initial);
                stripes.Rows(level.Width, level.Height, (from, to) =>
                {
                    AreaReduction.Rows(finer.A, level.A, from, to);
                    AreaReduction.Rows(finer.B, level.B, from, to);
                });
            }
            level.A.ReplicateBorder(0, level.Height);
            level.B.ReplicateBorder(0, level.Height);
            stripes.Rows(level.Width, level.Height, (from, to) => Gradient(level, from, to));
        }
    }

    /// <summary>Sobel's derivatives of the first image, in intensity a pixel.</summary>
    private static void Gradient(PyramidLevel level, int from, int to)
    {
        Vector256<float> eighth = Vector256.Create(0.125f);
        for (int y = from; y < to; y++)
        {
            ref float above = ref level.A[-1, y - 1], row = ref level.A[-1, y], below = ref level.A[-1, y + 1];
            ref float gx = ref level.Gx[0, y], gy = ref level.Gy[0, y];
            for (nuint x = 0, width = (nuint)level.Width; x < width; x += VectorMath.Lanes)
            {
                Vector256<float> a0 = Vector256.LoadUnsafe(ref above, x), a1 = Vector256.LoadUnsafe(ref above, x + 1), a2 = Vector256.LoadUnsafe(ref above, x + 2);
                Vector256<float> b0 = Vector256.LoadUnsafe(ref row, x), b2 = Vector256.LoadUnsafe(ref row, x + 2);
                Vector256<float> c0 = Vector256.LoadUnsafe(ref below, x), c1 = Vector256.LoadUnsafe(ref below, x + 1), c2 = Vector256.LoadUnsafe(ref below, x + 2);
                (eighth * (a2 - a0 + (c2 - c0) + 2 * (b2 - b0))).StoreUnsafe(ref gx, x);
                (eighth * (c0 - a0 + (c2 - a2) + 2 * (c1 - a1))).StoreUnsafe(ref gy, x);
            }
        }
    }
}
