using Hybrid.Alignment;
using Hybrid.Classical;

namespace Hybrid.Cli.Bench;

/// <summary>The stages of aligning a pair, each on what the one before it gives.</summary>
internal static class AlignmentBench
{
    /// <summary>Prepares the stages.</summary>
    /// <exception cref="InputException">The pair cannot be aligned, so there is nothing to time.</exception>
    public static IReadOnlyList<BenchStage> Stages(ImagePair pair, AlignerSettings settings)
    {
        var features = new FeatureOptions();
        var matching = new MatchOptions();
        var robust = new RobustOptions { Seed = settings.Seed };
        IAligner classic = AlignerCatalogue.Create(MethodSpec.Parse("classic"), settings);
        var refiner = new ResidualRefiner(new DisResidualFlow(InverseSearchPreset.Medium, settings), new ResidualRefinerOptions());

        FeatureSet a = FeatureExtractor.Extract(pair.GrayA, features);
        FeatureSet b = FeatureExtractor.Extract(pair.GrayB, features);
        IReadOnlyList<PointMatch> matches = TentativeMatcher.Match(a, b, matching, settings.Threads).Strong;
        AlignmentResult start = classic.Align(pair);
        if (!start.IsOk)
            throw new InputException("this pair cannot be aligned, so there is nothing to time; choose another");

        return
        [
            new("detect", $"SIFT on A, {a.Count} keypoints", () => FeatureExtractor.Extract(pair.GrayA, features)),
            new("match", $"{a.Count} x {b.Count}, ratio and mutual checks", () => TentativeMatcher.Match(a, b, matching, settings.Threads)),
            new("estimate", $"homography from {matches.Count} matches", () => RobustHomography.Estimate(matches, robust)),
            new("refine", "DIS flow both ways and refit", () => refiner.Refine(pair, start)),
            new("pair", "classic, whole pair", () => classic.Align(pair)),
        ];
    }
}
