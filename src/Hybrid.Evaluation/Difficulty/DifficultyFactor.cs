namespace Hybrid.Evaluation.Difficulty;

/// <summary>One thing that makes a pair hard.</summary>
/// <param name="Name">Key in files.</param>
/// <param name="Moderate">From this value on the pair is moderate.</param>
/// <param name="Hard">From this value on it is hard.</param>
/// <param name="Definition">One sentence.</param>
public sealed record DifficultyFactor(string Name, double Moderate, double Hard, string Definition)
{
    /// <summary>Every factor. All grow with difficulty.</summary>
    public static IReadOnlyList<DifficultyFactor> All { get; } =
    [
        new("lost_overlap", 0.3, 0.55, "fraction of A that B does not see"),
        new("scale", 1.4, 2.2, "linear change of scale at A's centre, the larger of s and 1/s"),
        new("rotation_deg", 20, 60, "rotation at A's centre"),
        new("tilt", 1.4, 2.2, "ratio of the singular values of the map's Jacobian at the centre of the common part"),
        new("blur", 1.6, 3, "ratio of the mean gradient of the two images in the common part, the larger over the smaller"),
        new("brightness", 0.25, 0.7, "absolute logarithm of the ratio of mean grey values in the common part"),
        new("parallax_px", 1.5, 8, "root mean square distance of the true motion from its best homography"),
        new("motion_px", 30, 80, "95 % quantile of the true motion or disparity"),
    ];

    /// <summary>The tier that a value alone would give.</summary>
    public Tier TierOf(double value) =>
        double.IsNaN(value) ? Tier.Easy : value >= Hard ? Tier.Hard : value >= Moderate ? Tier.Moderate : Tier.Easy;
}
