using Hybrid.Classical;
using Hybrid.Overlap;

namespace Hybrid.Alignment;

/// <summary>How the classical path works.</summary>
public sealed record ClassicOptions
{
    /// <summary>What is tried before the features below; null means nothing.</summary>
    public ITentativeSource? First { get; init; }

    /// <summary>Whether features are sought only inside the overlap that <see cref="OverlapFinder"/> predicts.</summary>
    public OverlapGate Gate { get; init; }

    /// <summary>Predicts the overlap for <see cref="Gate"/>; null means the usual network.</summary>
    public IOverlapFinder? OverlapFinder { get; init; }

    /// <summary>What is tried where no feature matched, before affine views are simulated; null means nothing.</summary>
    public LearnedStart? WithoutFeatures { get; init; }

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

    /// <summary>Options of a spec: <c>features, keypoints, ratio, mutual, search, estimator, threshold, iterations, escalate, long-side, rootsift, shift-correction, gate</c>.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static ClassicOptions Parse(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var defaults = new ClassicOptions();
        return new ClassicOptions
        {
            Features = new FeatureOptions
            {
                Kind = spec.GetEnum("features", FeatureKind.Sift),
                MaxKeypoints = spec.GetInt32("keypoints", 4096, 16, 100_000),
                RootSift = spec.GetSwitch("rootsift", true),
                CorrectPyramidShift = spec.GetSwitch("shift-correction", true),
            },
            Matching = new MatchOptions
            {
                Ratio = spec.GetDouble("ratio", 0.8, 0.1, 1),
                Mutual = spec.GetSwitch("mutual", true),
                Search = spec.GetEnum("search", MatchSearch.BruteForce),
            },
            Robust = new RobustOptions
            {
                Method = spec.GetEnum("estimator", RobustMethod.Magsac),
                Threshold = spec.GetDouble("threshold", 3, 0.1, 100),
                MaxIterations = spec.GetInt32("iterations", 10_000, 1, 10_000_000),
            },
            Escalation = spec.GetEnum("escalate", Escalation.Full),
            LongSide = spec.GetInt32("long-side", defaults.LongSide, 0, 100_000),
            Gate = spec.GetEnum("gate", OverlapGate.Off),
        };
    }

    /// <summary>Names of the options that <see cref="Parse"/> reads.</summary>
    public static IReadOnlyList<string> OptionNames { get; } =
    [
        "features", "keypoints", "ratio", "mutual", "search", "estimator", "threshold", "iterations",
        "escalate", "long-side", "rootsift", "shift-correction", "gate",
    ];
}
