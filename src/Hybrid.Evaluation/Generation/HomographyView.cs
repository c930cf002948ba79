using Hybrid.Evaluation.Generation.Rendering;

namespace Hybrid.Evaluation.Generation;

/// <summary>One further image of a set.</summary>
/// <param name="Tier">How hard it is meant to be against the first image.</param>
/// <param name="Level">The factor's strength in its own unit, for the manifest.</param>
/// <param name="Camera">How it looks at the surface.</param>
/// <param name="Photo">Light, lens and sensor.</param>
internal sealed record HomographyView(DatasetTier Tier, double Level, CameraView Camera, PhotoConditions Photo);
