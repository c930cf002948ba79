using Hybrid.Alignment.Learned;
using Hybrid.Classical;
using Hybrid.Neural;
using Hybrid.Overlap;
using Hybrid.Verification;

namespace Hybrid.Alignment;

/// <summary>How the classical path works.</summary>
public sealed record ClassicOptions
{
    /// <summary>Whether classical features or a network's come first.</summary>
    public StartKind Start { get; init; }

    /// <summary>The attempt with a network's features, before the features below or where they are weak, by <see cref="Start"/>; null means none.</summary>
    public LearnedStart? Learned { get; init; }

    /// <summary>Whether features are sought only inside the overlap that <see cref="OverlapFinder"/> predicts.</summary>
    public OverlapGate Gate { get; init; }

    /// <summary>Predicts the overlap for <see cref="Gate"/>; null means no gate.</summary>
    public IOverlapFinder? OverlapFinder { get; init; }

    /// <summary>What is tried where no feature matched, before affine views are simulated; null means nothing.</summary>
    public DirectAlignment? Direct { get; init; }

    /// <summary>Asked once nothing has support, whether costlier attempts are worth while; null means that they are.</summary>
    public Lazy<IOverlapFinder>? Hope { get; init; }

    /// <summary>Asked where gradients leave a doubt about a homography; null, also as its value, means never.</summary>
    public Lazy<DescriptorNetwork?>? Witness { get; init; }

    /// <summary>Features of the first attempt.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Choice of tentative matches.</summary>
    public MatchOptions Matching { get; init; } = new();

    /// <summary>Robust estimation.</summary>
    public RobustOptions Robust { get; init; } = new();

    /// <summary>How far to go where the first attempt is weak.</summary>
    public Escalation Escalation { get; init; } = Escalation.Full;

    /// <summary>Images are reduced to this long side before features are sought; 0 means never.</summary>
    public int LongSide { get; init; } = 2000;

    /// <summary>Share of the matches kept back from the fit to verify it.</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Stop escalating at this confidence.</summary>
    public double Accept { get; init; } = AlignmentVerifier.Accept;

    /// <summary>Options of a spec.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static ClassicOptions Parse(MethodSpec spec) => new()
    {
        Features = new FeatureOptions
        {
            Kind = AlignerOptions.Features.Read(spec),
            MaxKeypoints = AlignerOptions.Keypoints.Read(spec),
            RootSift = AlignerOptions.RootSift.Read(spec),
            CorrectPyramidShift = AlignerOptions.ShiftCorrection.Read(spec),
        },
        Matching = new MatchOptions
        {
            Ratio = AlignerOptions.Ratio.Read(spec),
            Mutual = AlignerOptions.Mutual.Read(spec),
            Search = AlignerOptions.Search.Read(spec),
        },
        Robust = new RobustOptions
        {
            Method = AlignerOptions.Estimator.Read(spec),
            Threshold = AlignerOptions.Threshold.Read(spec),
            MaxIterations = AlignerOptions.Iterations.Read(spec),
        },
        Escalation = AlignerOptions.Escalate.Read(spec),
        LongSide = AlignerOptions.LongSide.Read(spec),
        Gate = AlignerOptions.Gate.Read(spec),
    };
}
