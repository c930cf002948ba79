using System.Numerics;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// A small random stream whose values depend on its seed alone, on every runtime and machine; forks give independent
/// streams, so that what one part of a scene draws does not shift another.
/// </summary>
/// <remarks>Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014 (SplitMix64).</remarks>
internal sealed class SeededRandom
{
    private readonly ulong _seed;
    private ulong _count;

    internal SeededRandom(ulong seed) => _seed = seed;

    /// <summary>A well-mixed number of any two.</summary>
    internal static ulong Mix(ulong a, ulong b)
    {
        ulong z = a + 0x9E3779B97F4A7C15UL * (b + 1);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A stream of its own for the part of that number.</summary>
    internal SeededRandom Fork(ulong part) => new(Mix(Mix(_seed, 0x5EED), part));

    /// <summary>64 random bits.</summary>
    internal ulong NextBits() => Mix(_seed + _count++, BitOperations.RotateLeft(_seed, 17));

    /// <summary>Uniform in 0..1, 1 excluded.</summary>
    internal double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in low..high.</summary>
    internal double Range(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A whole number in low..high, both included.</summary>
    internal int Integer(int low, int high) => low + (int)(NextBits() % (ulong)(high - low + 1));

    /// <summary>True with that probability.</summary>
    internal bool Chance(double probability) => NextDouble() < probability;

    /// <summary>One of several.</summary>
    internal T Pick<T>(IReadOnlyList<T> items) => items[Integer(0, items.Count - 1)];

    /// <summary>Mean 0, deviation 1: the sum of twelve uniform numbers, which needs no function of the C library.</summary>
    internal double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += NextDouble();
        return sum;
    }
}
