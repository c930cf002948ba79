using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>UsacParams as the native side lays them out.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WUsacParams
{
    public double Confidence;
    public int IsParallel;
    public int LoIterations;
    public LocalOptimMethod LoMethod;
    public int LoSampleSize;
    public int MaxIterations;
    public NeighborSearchMethod NeighborsSearch;
    public int RandomGeneratorState;
    public SamplingMethod Sampler;
    public ScoreMethod Score;
    public double Threshold;
}
