namespace Hybrid.Evaluation.Generation;

/// <summary>What <c>dataset.json</c> says of a pair.</summary>
/// <param name="Name">Folder and images, as <c>homography/scale_aerial/1-3</c>.</param>
/// <param name="Tier">How hard it is meant to be.</param>
/// <param name="Factor">What makes it so: viewpoint, rotation, scale, overlap, illumination, noise, blur, texture, parallax …</param>
/// <param name="Parameters">Its numbers by name: degrees, factors, pixels, fractions.</param>
public sealed record GeneratedPair(string Name, DatasetTier Tier, string Factor, IReadOnlyDictionary<string, double> Parameters);
