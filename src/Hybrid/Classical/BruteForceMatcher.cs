using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading.Tasks;

namespace Hybrid.Classical;

/// <summary>
/// Exhaustive nearest neighbours. Float distances come from |a − b|² = |a|² + |b|² − 2a·b with the products taken in
/// register blocks of 6 queries by 16 trains; that is exact for integer descriptors such as plain SIFT's, and the two
/// winners' distances are recomputed from differences, so that cancellation does not show.
/// </summary>
public static class BruteForceMatcher
{
    private const int Rows = 6;
    private const int Columns = 16;
    private const int QueryBlock = 96;

    /// <summary>Finds neighbours of all queries. The result does not depend on the number of threads.</summary>
    /// <param name="query">Descriptors of image A.</param>
    /// <param name="train">Descriptors of image B, of the same kind.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    /// <exception cref="ArgumentException">The descriptors are of different kinds.</exception>
    public static Neighbours Match(FeatureSet query, FeatureSet train, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(train);
        var result = new Neighbours(query.Count, train.Count);
        if (query.Count == 0 || train.Count == 0)
            return result;
        if (query.IsBinary != train.IsBinary || query.Dimension != train.Dimension)
            throw new ArgumentException("Descriptors of different kinds cannot be compared.", nameof(train));

        ParallelOptions parallel = Concurrency.Options(threads);
        int blocks = (query.Count + QueryBlock - 1) / QueryBlock;
        var reverse = new ReverseNearest[blocks];
        if (query.IsBinary)
        {
            Parallel.For(0, blocks, parallel, b => reverse[b] = BinaryBlock(query, train, b, result));
        }
        else
        {
            FloatTrain packed = FloatTrain.Pack(train, parallel);
            Parallel.For(0, blocks, parallel, b => reverse[b] = FloatBlock(query, packed, b, result));
            Parallel.For(0, blocks, parallel, b => Rescore(query, train, b, result));
        }
        MergeReverse(reverse, result.Reverse);
        return result;
    }

    private static ReverseNearest FloatBlock(FeatureSet query, FloatTrain train, int block, Neighbours result)
    {
        int from = block * QueryBlock;
        int to = Math.Min(query.Count, from + QueryBlock);
        int dimension = query.Dimension;
        var reverse = new ReverseNearest(train.PaddedCount);
        var norms = new float[to - from];
        for (int i = from; i < to; i++)
            norms[i - from] = TensorPrimitives.SumOfSquares(query.Floats.AsSpan(i * dimension, dimension));

        // Rows past the end repeat the last query; what they find is thrown away.
        var rows = new float[Rows * dimension];
        Span<float> distances = stackalloc float[Rows * Columns];
        for (int i0 = from; i0 < to; i0 += Rows)
        {
            int count = Math.Min(Rows, to - i0);
            for (int r = 0; r < Rows; r++)
                query.Floats.AsSpan(Math.Min(i0 + r, to - 1) * dimension, dimension).CopyTo(rows.AsSpan(r * dimension));
            for (int panel = 0; panel < train.PaddedCount / Columns; panel++)
            {
                Products(rows, train.Panels.AsSpan(panel * Columns * dimension, Columns * dimension), dimension, distances);
                ref float trainNorms = ref train.Norms[panel * Columns];
                for (int r = 0; r < count; r++)
                {
                    int i = i0 + r;
                    ref float products = ref distances[r * Columns];
                    Vector256<float> norm = Vector256.Create(norms[i - from]);
                    Vector256<float> d0 = norm + Vector256.LoadUnsafe(ref trainNorms) - 2 * Vector256.LoadUnsafe(ref products);
                    Vector256<float> d1 = norm + Vector256.LoadUnsafe(ref trainNorms, 8) - 2 * Vector256.LoadUnsafe(ref products, 8);
                    reverse.Offer(panel * Columns, i, d0);
                    reverse.Offer(panel * Columns + 8, i, d1);
                    Vector256<float> worst = Vector256.Create(result.SecondDistance[i]);
                    uint better = Vector256.LessThan(d0, worst).ExtractMostSignificantBits()
                        | (Vector256.LessThan(d1, worst).ExtractMostSignificantBits() << 8);
                    if (better == 0)
                        continue;
                    d0.StoreUnsafe(ref products);
                    d1.StoreUnsafe(ref products, 8);
                    for (; better != 0; better &= better - 1)
                    {
                        int c = BitOperations.TrailingZeroCount(better);
                        Insert(result, i, panel * Columns + c, Unsafe.Add(ref products, c));
                    }
                }
            }
        }
        return reverse;
    }

    /// <summary>Products of 6 rows with 16 columns: 12 accumulators stay in registers.</summary>
    private static void Products(ReadOnlySpan<float> rows, ReadOnlySpan<float> panel, int dimension, Span<float> output)
    {
        ref float a = ref MemoryMarshal.GetReference(rows);
        ref float b = ref MemoryMarshal.GetReference(panel);
        Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
        Vector256<float> s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
        for (int k = 0; k < dimension; k++)
        {
            Vector256<float> b0 = Vector256.LoadUnsafe(ref b, (nuint)(k * Columns));
            Vector256<float> b1 = Vector256.LoadUnsafe(ref b, (nuint)(k * Columns + 8));
            Vector256<float> q = Vector256.Create(Unsafe.Add(ref a, k));
            s00 = Vector256.FusedMultiplyAdd(q, b0, s00);
            s01 = Vector256.FusedMultiplyAdd(q, b1, s01);
            q = Vector256.Create(Unsafe.Add(ref a, dimension + k));
            s10 = Vector256.FusedMultiplyAdd(q, b0, s10);
            s11 = Vector256.FusedMultiplyAdd(q, b1, s11);
            q = Vector256.Create(Unsafe.Add(ref a, 2 * dimension + k));
            s20 = Vector256.FusedMultiplyAdd(q, b0, s20);
            s21 = Vector256.FusedMultiplyAdd(q, b1, s21);
            q = Vector256.Create(Unsafe.Add(ref a, 3 * dimension + k));
            s30 = Vector256.FusedMultiplyAdd(q, b0, s30);
            s31 = Vector256.FusedMultiplyAdd(q, b1, s31);
            q = Vector256.Create(Unsafe.Add(ref a, 4 * dimension + k));
            s40 = Vector256.FusedMultiplyAdd(q, b0, s40);
            s41 = Vector256.FusedMultiplyAdd(q, b1, s41);
            q = Vector256.Create(Unsafe.Add(ref a, 5 * dimension + k));
            s50 = Vector256.FusedMultiplyAdd(q, b0, s50);
            s51 = Vector256.FusedMultiplyAdd(q, b1, s51);
        }
        ref float o = ref MemoryMarshal.GetReference(output);
        s00.StoreUnsafe(ref o);
        s01.StoreUnsafe(ref o, 8);
        s10.StoreUnsafe(ref o, 16);
        s11.StoreUnsafe(ref o, 24);
        s20.StoreUnsafe(ref o, 32);
        s21.StoreUnsafe(ref o, 40);
        s30.StoreUnsafe(ref o, 48);
        s31.StoreUnsafe(ref o, 56);
        s40.StoreUnsafe(ref o, 64);
        s41.StoreUnsafe(ref o, 72);
        s50.StoreUnsafe(ref o, 80);
        s51.StoreUnsafe(ref o, 88);
    }

    private static ReverseNearest BinaryBlock(FeatureSet query, FeatureSet train, int block, Neighbours result)
    {
        int from = block * QueryBlock;
        int to = Math.Min(query.Count, from + QueryBlock);
        int words = query.Dimension;
        var reverse = new ReverseNearest(train.Count);
        for (int i = from; i < to; i++)
        {
            ref ulong q = ref query.Bits[i * words];
            float second = float.PositiveInfinity;
            for (int j = 0; j < train.Count; j++)
            {
                ref ulong t = ref train.Bits[j * words];
                int bits = 0;
                for (int w = 0; w < words; w++)
                    bits += BitOperations.PopCount(Unsafe.Add(ref q, w) ^ Unsafe.Add(ref t, w));
                reverse.Offer(j, i, bits);
                if (bits < second)
                {
                    Insert(result, i, j, bits);
                    second = result.SecondDistance[i];
                }
            }
        }
        return reverse;
    }

    private static void Insert(Neighbours result, int i, int j, float distance)
    {
        if (distance < result.FirstDistance[i])
        {
            result.Second[i] = result.First[i];
            result.SecondDistance[i] = result.FirstDistance[i];
            result.First[i] = j;
            result.FirstDistance[i] = distance;
        }
        else if (distance < result.SecondDistance[i])
        {
            result.Second[i] = j;
            result.SecondDistance[i] = distance;
        }
    }

    private static void Rescore(FeatureSet query, FeatureSet train, int block, Neighbours result)
    {
        int to = Math.Min(query.Count, (block + 1) * QueryBlock);
        for (int i = block * QueryBlock; i < to; i++)
        {
            float first = Distance(query, i, train, result.First[i]);
            float second = Distance(query, i, train, result.Second[i]);
            if (second < first)
            {
                (result.First[i], result.Second[i]) = (result.Second[i], result.First[i]);
                (first, second) = (second, first);
            }
            result.FirstDistance[i] = first;
            result.SecondDistance[i] = second;
        }
    }

    private static float Distance(FeatureSet query, int i, FeatureSet train, int j) => j < 0
        ? float.PositiveInfinity
        : TensorPrimitives.Distance(
            query.Floats.AsSpan(i * query.Dimension, query.Dimension),
            train.Floats.AsSpan(j * train.Dimension, train.Dimension));

    private static void MergeReverse(ReverseNearest[] blocks, int[] target)
    {
        var best = new float[target.Length];
        Array.Fill(best, float.PositiveInfinity);
        foreach (ReverseNearest block in blocks)
        {
            for (int j = 0; j < target.Length; j++)
            {
                if (block.Distance[j] < best[j])
                {
                    best[j] = block.Distance[j];
                    target[j] = block.Index[j];
                }
            }
        }
    }
}
