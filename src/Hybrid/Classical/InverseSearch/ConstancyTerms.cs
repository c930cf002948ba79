using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// The derivatives on which brightness and gradient constancy rest, once a level (Kroeger et al., ECCV 2016, section 2.4;
/// Brox et al., ECCV 2004, with the normalisation of Zimmer et al., IJCV 2011, so that strong edges do not outweigh the rest).
/// </summary>
internal static class ConstancyTerms
{
    /// <summary>ζ² of the normalisation, the square of a tenth of a grey level.</summary>
    public const float ZetaSquared = 0.01f;

    /// <summary>Rows [from, to) of the mean of both images and of their difference, the second one warped by the flow.</summary>
    public static void Warp(PyramidLevel level, VariationalSystem system, int from, int to)
    {
        Span<float> warped = stackalloc float[VectorMath.Lanes];
        float right = level.Width - 1, bottom = level.Height - 1;
        int stride = level.B.Stride;
        for (int y = from; y < to; y++)
        {
            ReadOnlySpan<float> us = level.U.Row(y), vs = level.V.Row(y);
            for (int x = 0; x < us.Length; x += VectorMath.Lanes)
            {
                int count = Math.Min(VectorMath.Lanes, us.Length - x);
                for (int i = 0; i < count; i++)
                {
                    float px = Math.Clamp(x + i + us[x + i], 0, right), py = Math.Clamp(y + vs[x + i], 0, bottom);
                    int bx = (int)px, by = (int)py;
                    float fx = px - bx, fy = py - by;
                    ref float b = ref level.B[bx, by];
                    float above = b + fx * (Unsafe.Add(ref b, 1) - b);
                    b = ref Unsafe.Add(ref b, stride);
                    float below = b + fx * (Unsafe.Add(ref b, 1) - b);
                    warped[i] = above + fy * (below - above);
                }
                Vector256<float> b1 = Vector256.Create<float>(warped), a = Vector256.LoadUnsafe(ref level.A[x, y]);
                ((a + b1) * 0.5f).StoreUnsafe(ref system.Mean[x, y]);
                (b1 - a).StoreUnsafe(ref system.Difference[x, y]);
            }
        }
        system.Mean.ReplicateBorder(from, to);
        system.Difference.ReplicateBorder(from, to);
    }

    /// <summary>Rows [from, to) of the first derivatives, differences over two pixels.</summary>
    public static void FirstDerivatives(VariationalSystem system, int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            ref float above = ref system.Mean[0, y - 1], row = ref system.Mean[-1, y], below = ref system.Mean[0, y + 1];
            ref float dx = ref system.MeanX[0, y], dy = ref system.MeanY[0, y];
            for (nuint x = 0, width = (nuint)system.Width; x < width; x += VectorMath.Lanes)
            {
                (Vector256.LoadUnsafe(ref row, x + 2) - Vector256.LoadUnsafe(ref row, x)).StoreUnsafe(ref dx, x);
                (Vector256.LoadUnsafe(ref below, x) - Vector256.LoadUnsafe(ref above, x)).StoreUnsafe(ref dy, x);
            }
        }
        system.MeanX.ReplicateBorder(from, to);
        system.MeanY.ReplicateBorder(from, to);
    }

    /// <summary>Rows [from, to) of the second derivatives, of the normalised terms, and of the flow, split by columns.</summary>
    public static void Split(PyramidLevel level, VariationalSystem system, int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            for (int k = 0; 2 * k < system.Width; k += VectorMath.Lanes)
            {
                int x = 2 * k, next = x + VectorMath.Lanes;
                Store(system.U, y, k, Load(level.U, x, y), Load(level.U, next, y));
                Store(system.V, y, k, Load(level.V, x, y), Load(level.V, next, y));
                Store(
                    system.Brightness, y, k,
                    Load(system.MeanX, x, y), Load(system.MeanX, next, y),
                    Load(system.MeanY, x, y), Load(system.MeanY, next, y),
                    Load(system.Difference, x, y), Load(system.Difference, next, y));
                Vector256<float> xy = Down(system.MeanX, x, y), xyNext = Down(system.MeanX, next, y);
                Store(
                    system.GradientX, y, k,
                    Across(system.MeanX, x, y), Across(system.MeanX, next, y),
                    xy, xyNext,
                    Across(system.Difference, x, y), Across(system.Difference, next, y));
                Store(
                    system.GradientY, y, k,
                    xy, xyNext,
                    Down(system.MeanY, x, y), Down(system.MeanY, next, y),
                    Down(system.Difference, x, y), Down(system.Difference, next, y));
            }
        }
    }

    /// <summary>Rows [from, to) of the flow with its increment, joined again.</summary>
    public static void Join(VariationalSystem system, PyramidLevel level, int from, int to)
    {
        for (int y = from; y < to; y++)
        {
            for (int k = 0; 2 * k < system.Width; k += VectorMath.Lanes)
            {
                Join(system.U, system.Du, y, k, level.U);
                Join(system.V, system.Dv, y, k, level.V);
            }
        }
    }

    private static void Join(SplitPlane flow, SplitPlane increment, int y, int k, Plane target)
    {
        Vector256<float> even = Vector256.LoadUnsafe(ref flow[0, y, k]) + Vector256.LoadUnsafe(ref increment[0, y, k]);
        Vector256<float> odd = Vector256.LoadUnsafe(ref flow[1, y, k]) + Vector256.LoadUnsafe(ref increment[1, y, k]);
        (Vector256<float> first, Vector256<float> second) = VectorMath.Interleave(even, odd);
        first.StoreUnsafe(ref target[2 * k, y]);
        if (2 * k + VectorMath.Lanes < target.Width)
            second.StoreUnsafe(ref target[2 * k + VectorMath.Lanes, y]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(Plane plane, int x, int y) => Vector256.LoadUnsafe(ref plane[x, y]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Across(Plane plane, int x, int y) => Load(plane, x + 1, y) - Load(plane, x - 1, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Down(Plane plane, int x, int y) => Load(plane, x, y + 1) - Load(plane, x, y - 1);

    /// <summary>Three values a pixel over √(first² + second² + ζ²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        SplitPlane[] term, int y, int k,
        Vector256<float> x, Vector256<float> xNext, Vector256<float> y1, Vector256<float> yNext, Vector256<float> t, Vector256<float> tNext)
    {
        Vector256<float> zeta = Vector256.Create(ZetaSquared);
        Vector256<float> norm = Vector256<float>.One / Vector256.Sqrt(x * x + y1 * y1 + zeta);
        Vector256<float> normNext = Vector256<float>.One / Vector256.Sqrt(xNext * xNext + yNext * yNext + zeta);
        Store(term[0], y, k, x * norm, xNext * normNext);
        Store(term[1], y, k, y1 * norm, yNext * normNext);
        Store(term[2], y, k, t * norm, tNext * normNext);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(SplitPlane plane, int y, int k, Vector256<float> first, Vector256<float> second)
    {
        (Vector256<float> even, Vector256<float> odd) = VectorMath.Deinterleave(first, second);
        even.StoreUnsafe(ref plane[0, y, k]);
        odd.StoreUnsafe(ref plane[1, y, k]);
    }
}
