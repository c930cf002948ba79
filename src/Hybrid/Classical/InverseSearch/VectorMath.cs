using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>Eight floats at a time. The width is fixed and every sum has one order, so that results do not depend on the processor.</summary>
internal static class VectorMath
{
    public const int Lanes = 8;

    private static Vector256<int> LaneIndex => Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Mask(int count) => Vector256.LessThan(LaneIndex, Vector256.Create(count)).AsSingle();

    /// <summary>a + t·(b − a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lerp(Vector256<float> a, Vector256<float> b, Vector256<float> t) => Vector256.FusedMultiplyAdd(t, b - a, a);

    /// <summary>The sum of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> v)
    {
        Vector128<float> s = v.GetLower() + v.GetUpper();
        s += Vector128.Shuffle(s, Vector128.Create(2, 3, 0, 1));
        s += Vector128.Shuffle(s, Vector128.Create(1, 0, 3, 2));
        return s.ToScalar();
    }

    /// <summary>The sums of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) =>
        Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d));

    /// <summary>Of sixteen values in a row those at even places, and those at odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Even, Vector256<float> Odd) Deinterleave(Vector256<float> first, Vector256<float> second)
    {
        Vector256<int> evensFirst = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        Vector256<float> a = Vector256.Shuffle(first, evensFirst), b = Vector256.Shuffle(second, evensFirst);
        return (Vector256.Create(a.GetLower(), b.GetLower()), Vector256.Create(a.GetUpper(), b.GetUpper()));
    }

    /// <summary>The inverse of <see cref="Deinterleave"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> First, Vector256<float> Second) Interleave(Vector256<float> even, Vector256<float> odd)
    {
        Vector256<int> alternate = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
        Vector256<float> a = Vector256.Create(even.GetLower(), odd.GetLower()), b = Vector256.Create(even.GetUpper(), odd.GetUpper());
        return (Vector256.Shuffle(a, alternate), Vector256.Shuffle(b, alternate));
    }
}
