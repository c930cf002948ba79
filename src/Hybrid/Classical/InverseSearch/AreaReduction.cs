using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Classical.InverseSearch;

/// <summary>Smaller images whose pixels are the means of the area that they cover, also where that is a fraction of a pixel.</summary>
internal static class AreaReduction
{
    /// <summary>Rows [from, to) of a smaller image of an 8-bit one.</summary>
    /// <param name="source">8-bit, one channel.</param>
    /// <param name="target">No larger than the source; rows [from, to) are written.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    public static void Rows(Mat source, Plane target, int from, int to)
    {
        int width = source.Width, height = source.Height;
        var sum = new float[width + VectorMath.Lanes];
        for (int y = from; y < to; y++)
        {
            Array.Clear(sum);
            foreach ((int at, float weight) in new Cover(y, height, target.Height))
                Accumulate(MatRows.Row<byte>(source, at), weight, sum);
            Columns(sum.AsSpan(0, width), target.Row(y));
        }
    }

    /// <summary>Rows [from, to) of a smaller image.</summary>
    /// <param name="source">One channel.</param>
    /// <param name="target">No larger than the source; rows [from, to) are written.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row after the last.</param>
    public static void Rows(Plane source, Plane target, int from, int to)
    {
        var sum = new float[source.Width + VectorMath.Lanes];
        for (int y = from; y < to; y++)
        {
            Array.Clear(sum);
            foreach ((int at, float weight) in new Cover(y, source.Height, target.Height))
                Accumulate(source.Row(at), weight, sum);
            Columns(sum.AsSpan(0, source.Width), target.Row(y));
        }
    }

    private static void Columns(Span<float> source, Span<float> target)
    {
        while (source.Length % 2 == 0 && source.Length / 2 >= target.Length)
            source = Halve(source);
        if (source.Length == target.Length)
        {
            source.CopyTo(target);
            return;
        }
        for (int x = 0; x < target.Length; x++)
        {
            float sum = 0;
            foreach ((int at, float weight) in new Cover(x, source.Length, target.Length))
                sum += weight * source[at];
            target[x] = sum;
        }
    }

    /// <summary>Means of two columns, in place.</summary>
    private static Span<float> Halve(Span<float> row)
    {
        int x = 0, half = row.Length / 2;
        Vector256<float> share = Vector256.Create(0.5f);
        ref float first = ref MemoryMarshal.GetReference(row);
        for (; x + VectorMath.Lanes <= half; x += VectorMath.Lanes)
        {
            (Vector256<float> even, Vector256<float> odd) = VectorMath.Deinterleave(
                Vector256.LoadUnsafe(ref first, (nuint)(2 * x)), Vector256.LoadUnsafe(ref first, (nuint)(2 * x + VectorMath.Lanes)));
            (share * (even + odd)).StoreUnsafe(ref first, (nuint)x);
        }
        for (; x < half; x++)
            row[x] = 0.5f * (row[2 * x] + row[2 * x + 1]);
        return row[..half];
    }

    private static void Accumulate(ReadOnlySpan<byte> source, float weight, Span<float> sum)
    {
        int x = 0;
        Vector256<float> share = Vector256.Create(weight);
        ref float target = ref MemoryMarshal.GetReference(sum);
        for (; x + 2 * VectorMath.Lanes <= source.Length; x += 2 * VectorMath.Lanes)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(source.Slice(x, 2 * VectorMath.Lanes)));
            (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
            (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
            Vector256<float> first = Vector256.ConvertToSingle(Vector256.Create(a, b).AsInt32()), second = Vector256.ConvertToSingle(Vector256.Create(c, d).AsInt32());
            Vector256.FusedMultiplyAdd(first, share, Vector256.LoadUnsafe(ref target, (nuint)x)).StoreUnsafe(ref target, (nuint)x);
            Vector256.FusedMultiplyAdd(second, share, Vector256.LoadUnsafe(ref target, (nuint)(x + VectorMath.Lanes))).StoreUnsafe(ref target, (nuint)(x + VectorMath.Lanes));
        }
        for (; x < source.Length; x++)
            sum[x] = MathF.FusedMultiplyAdd(source[x], weight, sum[x]);
    }

    private static void Accumulate(ReadOnlySpan<float> source, float weight, Span<float> sum)
    {
        int x = 0;
        Vector256<float> share = Vector256.Create(weight);
        for (; x + VectorMath.Lanes <= source.Length; x += VectorMath.Lanes)
            Vector256.FusedMultiplyAdd(Vector256.Create(source.Slice(x, VectorMath.Lanes)), share, Vector256.Create<float>(sum.Slice(x, VectorMath.Lanes))).CopyTo(sum[x..]);
        for (; x < source.Length; x++)
            sum[x] = MathF.FusedMultiplyAdd(source[x], weight, sum[x]);
    }

    /// <summary>The source pixels that a pixel of the smaller line covers, and their shares of it.</summary>
    private ref struct Cover
    {
        private readonly double _scale, _from, _to;
        private readonly int _last;
        private int _at;

        public Cover(int target, int sourceLength, int targetLength)
        {
            _scale = (double)sourceLength / targetLength;
            _from = target * _scale;
            _to = Math.Min(sourceLength, (target + 1) * _scale);
            _at = (int)_from - 1;
            // A rounding error is no share.
            _last = Math.Min(sourceLength, (int)Math.Ceiling(_to - 1e-6)) - 1;
        }

        public readonly (int At, float Weight) Current => (_at, (float)((Math.Min(_to, _at + 1) - Math.Max(_from, _at)) / _scale));

        public readonly Cover GetEnumerator() => this;

        public bool MoveNext() => ++_at <= _last;
    }
}
