using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hybrid.Imaging;

namespace Hybrid.Classical.InverseSearch;

/// <summary>Flow between resolutions, bilinear, with vectors of the target's pixels.</summary>
internal static class FlowResampling
{
    /// <summary>Rows [from, to) of a level's flow from that of the next coarser one.</summary>
    public static void Rows(PyramidLevel coarse, PyramidLevel fine, int from, int to)
    {
        Taps[] taps = Taps.Of(coarse.Width, fine.Width);
        float[] row = new float[2 * (coarse.Width + VectorMath.Lanes)];
        for (int y = from; y < to; y++)
        {
            Blend(coarse, Taps.At(y, coarse.Height, fine.Height), 2, row);
            Span<float> u = fine.U.Row(y), v = fine.V.Row(y);
            for (int x = 0; x < u.Length; x++)
            {
                Vector128<float> vector = Across(row, taps[x]);
                u[x] = vector[0];
                v[x] = vector[1];
            }
        }
    }

    /// <summary>Rows [from, to) of the flow at full resolution.</summary>
    public static void Rows(PyramidLevel finest, float scale, FlowField target, int from, int to)
    {
        Taps[] taps = Taps.Of(finest.Width, target.Width);
        float[] row = new float[2 * (finest.Width + VectorMath.Lanes)];
        for (int y = from; y < to; y++)
        {
            Blend(finest, Taps.At(y, finest.Height, target.Height), scale, row);
            ref float output = ref target.Row(y)[0];
            for (int x = 0; x < taps.Length; x++)
                Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref output, 2 * x)), Across(row, taps[x]).GetLower());
        }
    }

    /// <summary>The caller's flow at the resolution of a level; unknown vectors count as zero.</summary>
    public static void Reduce(FlowField initial, PyramidLevel level, float scale)
    {
        Taps[] taps = Taps.Of(initial.Width, level.Width);
        for (int y = 0; y < level.Height; y++)
        {
            Taps rows = Taps.At(y, initial.Height, level.Height);
            ReadOnlySpan<float> above = initial.Row(rows.First), below = initial.Row(Math.Min(rows.First + 1, initial.Height - 1));
            for (int x = 0; x < level.Width; x++)
            {
                int a = 2 * taps[x].First, b = 2 * Math.Min(taps[x].First + 1, initial.Width - 1);
                float t = taps[x].Share;
                level.InitialU[x, y] = scale * Lerp(Lerp(Known(above[a]), Known(above[b]), t), Lerp(Known(below[a]), Known(below[b]), t), rows.Share);
                level.InitialV[x, y] = scale * Lerp(Lerp(Known(above[a + 1]), Known(above[b + 1]), t), Lerp(Known(below[a + 1]), Known(below[b + 1]), t), rows.Share);
            }
        }
    }

    /// <summary>One row between two of a level, u and v in turn, its last vector repeated.</summary>
    private static void Blend(PyramidLevel level, Taps rows, float scale, float[] row)
    {
        int next = Math.Min(rows.First + 1, level.Height - 1);
        Vector256<float> t = Vector256.Create(rows.Share), s = Vector256.Create(scale);
        ref float u0 = ref level.U[0, rows.First], u1 = ref level.U[0, next], v0 = ref level.V[0, rows.First], v1 = ref level.V[0, next];
        int width = level.Width;
        for (int x = 0; x < width; x += VectorMath.Lanes)
        {
            Vector256<float> u = s * VectorMath.Lerp(Vector256.LoadUnsafe(ref u0, (nuint)x), Vector256.LoadUnsafe(ref u1, (nuint)x), t);
            Vector256<float> v = s * VectorMath.Lerp(Vector256.LoadUnsafe(ref v0, (nuint)x), Vector256.LoadUnsafe(ref v1, (nuint)x), t);
            (Vector256<float> first, Vector256<float> second) = VectorMath.Interleave(u, v);
            first.StoreUnsafe(ref row[2 * x]);
            second.StoreUnsafe(ref row[2 * x + VectorMath.Lanes]);
        }
        (row[2 * width], row[2 * width + 1]) = (row[2 * width - 2], row[2 * width - 1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Across(float[] row, Taps taps)
    {
        Vector128<float> both = Vector128.LoadUnsafe(ref row[2 * taps.First]);
        Vector128<float> next = Vector128.Shuffle(both, Vector128.Create(2, 3, 2, 3));
        return Vector128.FusedMultiplyAdd(Vector128.Create(taps.Share), next - both, both);
    }

    private static float Lerp(float a, float b, float t) => a + t * (b - a);

    private static float Known(float value) => float.IsFinite(value) ? value : 0;

    /// <summary>Two neighbours, and the share of the second.</summary>
    private readonly record struct Taps(int First, float Share)
    {
        public static Taps At(int target, int sourceLength, int targetLength)
        {
            double at = Math.Clamp((target + 0.5) * sourceLength / targetLength - 0.5, 0, sourceLength - 1);
            return new Taps((int)at, (float)(at - (int)at));
        }

        public static Taps[] Of(int sourceLength, int targetLength)
        {
            var taps = new Taps[targetLength];
            for (int i = 0; i < targetLength; i++)
                taps[i] = At(i, sourceLength, targetLength);
            return taps;
        }
    }
}
