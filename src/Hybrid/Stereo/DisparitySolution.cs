using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>What a solver answers.</summary>
/// <param name="MethodUsed">The solver whose result it is.</param>
/// <param name="Disparity">Of the left image, px; NaN where unknown.</param>
/// <param name="Confidence">P(error ≤ 2 px), 0..1.</param>
/// <param name="LeftRightError">|d_left − d_right| of what was measured; NaN where nothing was; null where the solver does not measure both ways.</param>
/// <param name="Agreement">Share of the pixels on which both directions agree, 0..1: the evidence that the images show one scene.</param>
/// <param name="Steps">What was done and why.</param>
public sealed record DisparitySolution(
    string MethodUsed, ScalarMap Disparity, ScalarMap Confidence, ScalarMap? LeftRightError, double Agreement, IReadOnlyList<ProvenanceStep> Steps);
