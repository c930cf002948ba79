using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Metrics;

/// <summary>What is known of a pair when it is scored.</summary>
/// <param name="Truth">The ground truth.</param>
/// <param name="SizeA">Size of A.</param>
/// <param name="SizeB">Size of B.</param>
/// <param name="Images">The images.</param>
public sealed record Scene(GroundTruth Truth, ImageSize SizeA, ImageSize SizeB, ImagePair Images);
