using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;

namespace Hybrid.Evaluation.Generation;

/// <summary>A surface, a first image of it and others that differ from that more and more in one factor.</summary>
/// <param name="Name">Folder name.</param>
/// <param name="Factor">What changes.</param>
/// <param name="Unit">Name of the level in the manifest.</param>
/// <param name="Kind">What the surface shows.</param>
/// <param name="TextureWidth">Width of the surface in texture pixels; three quarters of it are its height.</param>
/// <param name="First">The first image's camera.</param>
/// <param name="Views">The other images.</param>
internal sealed record HomographySet(
    string Name, string Factor, string Unit, SceneKind Kind, int TextureWidth, CameraView First, IReadOnlyList<HomographyView> Views);
