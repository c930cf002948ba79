using System.Runtime.InteropServices;
using Hybrid.Classical;
using OpenCvSharp;

namespace Hybrid.Tests.Classical;

public class BruteForceMatcherTests
{
    [Theory]
    [InlineData(1, 2, 128)]
    [InlineData(5, 17, 128)]
    [InlineData(97, 33, 128)]
    [InlineData(400, 777, 64)]
    public void Integer_descriptors_give_exactly_what_BFMatcher_gives(int queries, int trains, int dimension)
    {
        FeatureSet a = Integers(queries, dimension, 1), b = Integers(trains, dimension, 2);
        Neighbours ours = BruteForceMatcher.Match(a, b);
        DMatch[][] theirs = Theirs(a, b);
        for (int i = 0; i < queries; i++)
        {
            Assert.Equal(theirs[i][0].TrainIdx, ours.First[i]);
            Assert.Equal(theirs[i][1].TrainIdx, ours.Second[i]);
            Assert.Equal(theirs[i][0].Distance, ours.FirstDistance[i], 1e-3f);
            Assert.Equal(theirs[i][1].Distance, ours.SecondDistance[i], 1e-3f);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Bits_give_exactly_what_a_naive_search_gives(int words)
    {
        FeatureSet a = Bits(150, words, 3), b = Bits(211, words, 4);
        Neighbours ours = BruteForceMatcher.Match(a, b);
        for (int i = 0; i < a.Count; i++)
        {
            int[] order = [.. Enumerable.Range(0, b.Count).OrderBy(j => Hamming(a, i, b, j)).ThenBy(j => j)];
            Assert.Equal(order[0], ours.First[i]);
            Assert.Equal(order[1], ours.Second[i]);
            Assert.Equal(Hamming(a, i, b, order[0]), ours.FirstDistance[i]);
        }
    }

    [Fact]
    public void The_reverse_direction_is_the_forward_direction_of_the_swapped_sets()
    {
        FeatureSet a = Integers(301, 128, 5), b = Integers(207, 128, 6);
        Assert.Equal(BruteForceMatcher.Match(b, a).First, BruteForceMatcher.Match(a, b).Reverse);
        FeatureSet c = Bits(301, 4, 7), d = Bits(207, 4, 8);
        Neighbours swapped = BruteForceMatcher.Match(d, c), straight = BruteForceMatcher.Match(c, d);
        Assert.Equal(swapped.First, straight.Reverse);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        FeatureSet a = Integers(500, 128, 9), b = Integers(500, 128, 10);
        Neighbours one = BruteForceMatcher.Match(a, b, 1), many = BruteForceMatcher.Match(a, b, 4);
        Assert.Equal(one.First, many.First);
        Assert.Equal(one.Second, many.Second);
        Assert.Equal(one.FirstDistance, many.FirstDistance);
        Assert.Equal(one.Reverse, many.Reverse);
    }

    [Fact]
    public void Empty_sets_have_no_neighbours()
    {
        FeatureSet none = new([], Array.Empty<float>(), 128), some = Integers(3, 128, 1);
        Assert.Empty(BruteForceMatcher.Match(none, some).First);
        Assert.All(BruteForceMatcher.Match(some, none).First, i => Assert.Equal(-1, i));
    }

    private static FeatureSet Integers(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, count * dimension).Select(_ => (float)random.Next(256))];
        return new FeatureSet(new KeyPoint[count], values, dimension);
    }

    private static FeatureSet Bits(int count, int words, int seed)
    {
        var random = new Random(seed);
        ulong[] values = [.. Enumerable.Range(0, count * words).Select(_ => (ulong)random.NextInt64())];
        return new FeatureSet(new KeyPoint[count], values, words);
    }

    private static float Hamming(FeatureSet a, int i, FeatureSet b, int j)
    {
        int sum = 0;
        for (int w = 0; w < a.Dimension; w++)
        {
            for (ulong x = a.Bits[i * a.Dimension + w] ^ b.Bits[j * b.Dimension + w]; x != 0; x >>= 1)
                sum += (int)(x & 1);
        }
        return sum;
    }

    private static DMatch[][] Theirs(FeatureSet a, FeatureSet b)
    {
        using Mat query = ToMat(a), train = ToMat(b);
        using var matcher = new BFMatcher(NormTypes.L2);
        return matcher.KnnMatch(query, train, 2);
    }

    private static Mat ToMat(FeatureSet set)
    {
        var mat = new Mat(set.Count, set.Dimension, MatType.CV_32FC1);
        Marshal.Copy(set.Floats, 0, mat.Data, set.Floats.Length);
        return mat;
    }
}
