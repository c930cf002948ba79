namespace Hybrid.Evaluation.Datasets;

/// <summary>Width and height of an image in pixels.</summary>
public readonly record struct ImageSize(int Width, int Height);
