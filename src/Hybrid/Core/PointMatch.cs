using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>A correspondence: point <paramref name="A"/> of image A is point <paramref name="B"/> of image B.</summary>
/// <param name="A">Pixels of A.</param>
/// <param name="B">Pixels of B.</param>
/// <param name="Score">Quality of the match, higher is better; comparable only within one matching.</param>
public readonly record struct PointMatch(Point2d A, Point2d B, float Score);
