using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Hybrid.Classical;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>Two nearest neighbours of 4096 descriptors among 4096, ours against OpenCV's BFMatcher.</summary>
[SimpleJob(warmupCount: 3, iterationCount: 10)]
public class MatcherBenchmark : IDisposable
{
    private const int Count = 4096;
    private FeatureSet _a = null!, _b = null!, _bitsA = null!, _bitsB = null!;
    private Mat _matA = null!, _matB = null!, _bitMatA = null!, _bitMatB = null!;

    /// <summary>SIFT-like integers and ORB-like bits.</summary>
    [GlobalSetup]
    public void Setup()
    {
        (_a, _matA) = Floats(1);
        (_b, _matB) = Floats(2);
        (_bitsA, _bitMatA) = Bits(3);
        (_bitsB, _bitMatB) = Bits(4);
    }

    /// <summary>OpenCV, 128 floats.</summary>
    [Benchmark(Baseline = true)]
    public DMatch[][] BFMatcherFloats()
    {
        using var matcher = new BFMatcher(NormTypes.L2);
        return matcher.KnnMatch(_matA, _matB, 2);
    }

    /// <summary>Ours, 128 floats.</summary>
    [Benchmark]
    public Neighbours OursFloats() => BruteForceMatcher.Match(_a, _b);

    /// <summary>OpenCV, 256 bits.</summary>
    [Benchmark]
    public DMatch[][] BFMatcherBits()
    {
        using var matcher = new BFMatcher(NormTypes.Hamming);
        return matcher.KnnMatch(_bitMatA, _bitMatB, 2);
    }

    /// <summary>Ours, 256 bits.</summary>
    [Benchmark]
    public Neighbours OursBits() => BruteForceMatcher.Match(_bitsA, _bitsB);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Mat? mat in new[] { _matA, _matB, _bitMatA, _bitMatB })
            mat?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static (FeatureSet Set, Mat Mat) Floats(int seed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, Count * 128).Select(_ => (float)random.Next(180))];
        var mat = new Mat(Count, 128, MatType.CV_32FC1);
        Marshal.Copy(values, 0, mat.Data, values.Length);
        return (new FeatureSet(new KeyPoint[Count], values, 128), mat);
    }

    private static (FeatureSet Set, Mat Mat) Bits(int seed)
    {
        var bytes = new byte[Count * 32];
        new Random(seed).NextBytes(bytes);
        var mat = new Mat(Count, 32, MatType.CV_8UC1);
        Marshal.Copy(bytes, 0, mat.Data, bytes.Length);
        return (new FeatureSet(new KeyPoint[Count], MemoryMarshal.Cast<byte, ulong>(bytes).ToArray(), 4), mat);
    }
}
