using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// Successive over-relaxation in red-black order (Young 1971): of a checkerboard, one colour depends on the other one only.
/// </summary>
/// <remarks>
/// Half sweep s of a row needs half sweep s − 1 of the rows above and below, and no more. So all half sweeps follow each other
/// down the image, a row apart, while what they share is still in the cache. And a stripe can take all of them at once if it
/// gives up a row at each end for each half sweep; what is left between two stripes are wedges that grow in the same way,
/// and are done after. Each value is computed from the same ones as in plain order, so that the result has the same bits.
/// </remarks>
internal static class RedBlackSor
{
    /// <summary>Solves for the increment, starting from what it is.</summary>
    /// <param name="system">Coefficients; the increment is updated.</param>
    /// <param name="iterations">Sweeps over both colours.</param>
    /// <param name="omega">Over-relaxation, which the inverses already hold.</param>
    /// <param name="stripes">Threads.</param>
    public static void Solve(VariationalSystem system, int iterations, float omega, Stripes stripes)
    {
        int halves = 2 * iterations, pixels = system.Width * system.Height;
        int count = Math.Clamp(Math.Min(stripes.Threads(pixels), system.Height / (2 * halves)), 1, system.Height);
        stripes.Run(count, pixels, i => Stripe(system, halves, omega, system.Height * i / count, system.Height * (i + 1) / count));
        stripes.Run(count - 1, pixels, i => Wedge(system, halves, omega, system.Height * (i + 1) / count));
    }

    /// <summary>What of rows [from, to) depends on these rows only.</summary>
    private static void Stripe(VariationalSystem system, int halves, float omega, int from, int to)
    {
        int shrinkTop = from == 0 ? 0 : 1, shrinkBottom = to == system.Height ? 0 : 1;
        for (int front = from; front < to + halves; front++)
        {
            for (int half = 0; half < halves; half++)
            {
                int y = front - half;
                if (y >= from + shrinkTop * half && y < to - shrinkBottom * half)
                    Row(system, y, half & 1, omega);
            }
        }
    }

    /// <summary>What stripes above and below row <paramref name="at"/> left.</summary>
    private static void Wedge(VariationalSystem system, int halves, float omega, int at)
    {
        for (int half = 1; half < halves; half++)
        {
            for (int y = at - half; y < at + half; y++)
                Row(system, y, half & 1, omega);
        }
    }

    /// <summary>One colour of one row.</summary>
    private static void Row(VariationalSystem s, int y, int color, float omega)
    {
        int parity = (y + color) & 1, other = 1 - parity;
        Vector256<float> keep = Vector256.Create(1 - omega);
        ref float du = ref s.Du[parity, y], dv = ref s.Dv[parity, y];
        ref float duAbove = ref s.Du[parity, y - 1], dvAbove = ref s.Dv[parity, y - 1];
        ref float duBelow = ref s.Du[parity, y + 1], dvBelow = ref s.Dv[parity, y + 1];
        ref float duLeft = ref s.Du[other, y, parity - 1], dvLeft = ref s.Dv[other, y, parity - 1];
        ref float weight = ref s.Weight[parity, y], weightAbove = ref s.Weight[parity, y - 1], weightLeft = ref s.Weight[other, y, parity - 1];
        ref float a12 = ref s.A12[parity, y], b1 = ref s.B1[parity, y], b2 = ref s.B2[parity, y];
        ref float inverse1 = ref s.Inverse1[parity, y], inverse2 = ref s.Inverse2[parity, y];
        for (nuint k = 0, width = (nuint)s.Du.HalfWidth; k < width; k += VectorMath.Lanes)
        {
            Vector256<float> w = Vector256.LoadUnsafe(ref weight, k), wAbove = Vector256.LoadUnsafe(ref weightAbove, k), wLeft = Vector256.LoadUnsafe(ref weightLeft, k);
            Vector256<float> a = Vector256.LoadUnsafe(ref a12, k), v = Vector256.LoadUnsafe(ref dv, k);

            Vector256<float> right = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref duLeft, k + 1) + Vector256.LoadUnsafe(ref duBelow, k), Vector256.LoadUnsafe(ref b1, k));
            right = Vector256.FusedMultiplyAdd(wLeft, Vector256.LoadUnsafe(ref duLeft, k), right);
            right = Vector256.FusedMultiplyAdd(wAbove, Vector256.LoadUnsafe(ref duAbove, k), right);
            right = Vector256.FusedMultiplyAdd(-a, v, right);
            Vector256<float> u = Vector256.FusedMultiplyAdd(right, Vector256.LoadUnsafe(ref inverse1, k), keep * Vector256.LoadUnsafe(ref du, k));
            u.StoreUnsafe(ref du, k);

            right = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref dvLeft, k + 1) + Vector256.LoadUnsafe(ref dvBelow, k), Vector256.LoadUnsafe(ref b2, k));
            right = Vector256.FusedMultiplyAdd(wLeft, Vector256.LoadUnsafe(ref dvLeft, k), right);
            right = Vector256.FusedMultiplyAdd(wAbove, Vector256.LoadUnsafe(ref dvAbove, k), right);
            right = Vector256.FusedMultiplyAdd(-a, u, right);
            Vector256.FusedMultiplyAdd(right, Vector256.LoadUnsafe(ref inverse2, k), keep * v).StoreUnsafe(ref dv, k);
        }
    }
}
