using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// Flow of every pixel as the mean over the patches that cover it, weighted by how well each explains the pixel
/// (Kroeger et al., ECCV 2016, equation 3). What lies right of or below the last patch follows that patch.
/// </summary>
internal static class Densification
{
    /// <summary>Rows [from, to) of the level's flow.</summary>
    /// <param name="level">Images; receives the flow.</param>
    /// <param name="grid">Patches with their vectors.</param>
    /// <param name="size">Side of a patch.</param>
    /// <param name="stride">Distance between patches.</param>
    /// <param name="weights">Room for a sum of weights a pixel, of the level's size.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    public static void Rows(PyramidLevel level, PatchGrid grid, int size, int stride, Plane weights, int from, int to)
    {
        level.U.Clear(from, to);
        level.V.Clear(from, to);
        weights.Clear(from, to);
        int first = Math.Clamp((from - size + stride) / stride, 0, grid.Rows - 1);
        for (int row = first; row < grid.Rows && row * stride < to; row++)
        {
            int y = row * stride, bottom = row == grid.Rows - 1 ? level.Height : y + size;
            for (int column = 0; column < grid.Columns; column++)
            {
                int x = column * stride, right = column == grid.Columns - 1 ? level.Width : x + size;
                ref Patch patch = ref grid.Patches[row * grid.Columns + column];
                Add(level, weights, patch.Vector[0], patch.Vector[1], x, right, y, Math.Max(from, y), Math.Min(to, bottom), size);
            }
        }
        for (int y = from; y < to; y++)
        {
            ref float u = ref level.U[0, y], v = ref level.V[0, y], w = ref weights[0, y];
            for (nuint x = 0, width = (nuint)level.Width; x < width; x += VectorMath.Lanes)
            {
                Vector256<float> all = Vector256<float>.One / Vector256.MaxNative(Vector256.LoadUnsafe(ref w, x), Vector256.Create(1e-6f));
                (Vector256.LoadUnsafe(ref u, x) * all).StoreUnsafe(ref u, x);
                (Vector256.LoadUnsafe(ref v, x) * all).StoreUnsafe(ref v, x);
            }
        }
    }

    private static void Add(PyramidLevel level, Plane weights, float u, float v, int x, int right, int y, int top, int bottom, int size)
    {
        // Of a patch and what follows it, all that lies outside the second image sees its outermost pixels, as far as its border goes.
        float px = Math.Clamp(x + u, -2 * size, level.Width - 1), py = Math.Clamp(y + v, -2 * size, level.Height - 1);
        int bx = (int)MathF.Floor(px) - x, by = (int)MathF.Floor(py) - y;
        Vector256<float> fx = Vector256.Create(px - bx - x), fy = Vector256.Create(py - by - y), us = Vector256.Create(u), vs = Vector256.Create(v);
        for (; x < right; x += VectorMath.Lanes)
        {
            Vector256<float> mask = VectorMath.Mask(right - x);
            ref float b = ref level.B[bx + x, by + top];
            Vector256<float> above = VectorMath.Lerp(Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref b, 1), fx);
            for (int r = top; r < bottom; r++)
            {
                b = ref level.B[bx + x, by + r + 1];
                Vector256<float> below = VectorMath.Lerp(Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref b, 1), fx);
                Vector256<float> difference = Vector256.Abs(VectorMath.Lerp(above, below, fy) - Vector256.LoadUnsafe(ref level.A[x, r]));
                Vector256<float> weight = (Vector256<float>.One / Vector256.MaxNative(Vector256<float>.One, difference)) & mask;
                ref float sumU = ref level.U[x, r], sumV = ref level.V[x, r], sum = ref weights[x, r];
                Vector256.FusedMultiplyAdd(weight, us, Vector256.LoadUnsafe(ref sumU)).StoreUnsafe(ref sumU);
                Vector256.FusedMultiplyAdd(weight, vs, Vector256.LoadUnsafe(ref sumV)).StoreUnsafe(ref sumV);
                (Vector256.LoadUnsafe(ref sum) + weight).StoreUnsafe(ref sum);
                above = below;
            }
        }
    }
}
