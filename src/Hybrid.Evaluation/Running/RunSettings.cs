using Hybrid.Alignment;
using Hybrid.Evaluation.Running.Isolation;

namespace Hybrid.Evaluation.Running;

/// <summary>What a run does.</summary>
public sealed record RunSettings
{
    /// <summary>The methods, in the order of tables.</summary>
    public required IReadOnlyList<MethodSpec> Methods { get; init; }

    /// <summary>First seed.</summary>
    public int Seed { get; init; }

    /// <summary>Number of seeds: Seed, Seed+1, … Figures are means over them.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Pairs evaluated at a time; 0 means one a core. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The first so many pairs of each dataset; 0 means all.</summary>
    public int Limit { get; init; }

    /// <summary>Length of the shorter side that images are resized to, px; 0 leaves them as they are stored (<see cref="Datasets.ResizedPair"/>).</summary>
    public int ShortSide { get; init; }

    /// <summary>Which part of the pairs.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>How much of each answer is kept beside its score.</summary>
    public PredictionDetail Keep { get; init; } = PredictionDetail.Statistics;

    /// <summary>Folder of the trained networks; null means the one beside the program.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>How pairs are evaluated in processes of their own; null for this one.</summary>
    public IsolationSettings? Isolation { get; init; }

    /// <summary>The settings that make a configuration again.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="modelFolder">Folder of the trained networks; null for the program's own.</param>
    internal static RunSettings Of(RunConfiguration configuration, string? modelFolder) => new()
    {
        Methods = [.. configuration.Methods.Select(MethodSpec.Parse)],
        Seed = configuration.Seed,
        Seeds = configuration.Seeds,
        Limit = configuration.Limit,
        ShortSide = configuration.ShortSide ?? 0,
        Keep = configuration.Keep == KebabCase.Of(PredictionDetail.Dense) ? PredictionDetail.Dense : PredictionDetail.Statistics,
        ModelFolder = modelFolder,
    };
}
