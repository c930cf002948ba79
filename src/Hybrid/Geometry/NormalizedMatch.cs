namespace Hybrid.Geometry;

/// <summary>A match in the normalised coordinates of both images, with its weight.</summary>
internal readonly record struct NormalizedMatch(double Ax, double Ay, double Bx, double By, double Weight);
