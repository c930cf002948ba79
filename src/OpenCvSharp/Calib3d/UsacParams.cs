namespace OpenCvSharp;

/// <summary>The parts of which a USAC robust estimator is put together.</summary>
public class UsacParams
{
    public double Confidence { get; set; } = 0.99;
    public bool IsParallel { get; set; }
    public int LoIterations { get; set; } = 5;
    public LocalOptimMethod LoMethod { get; set; } = LocalOptimMethod.INNER_LO;
    public int LoSampleSize { get; set; } = 14;
    public int MaxIterations { get; set; } = 5000;
    public NeighborSearchMethod NeighborsSearch { get; set; } = NeighborSearchMethod.GRID;
    public int RandomGeneratorState { get; set; }
    public SamplingMethod Sampler { get; set; } = SamplingMethod.UNIFORM;
    public ScoreMethod Score { get; set; } = ScoreMethod.MSAC;
    public double Threshold { get; set; } = 1.5;

    public WUsacParams ToNativeStruct() => new()
    {
        Confidence = Confidence,
        IsParallel = IsParallel ? 1 : 0,
        LoIterations = LoIterations,
        LoMethod = LoMethod,
        LoSampleSize = LoSampleSize,
        MaxIterations = MaxIterations,
        NeighborsSearch = NeighborsSearch,
        RandomGeneratorState = RandomGeneratorState,
        Sampler = Sampler,
        Score = Score,
        Threshold = Threshold,
    };
}
