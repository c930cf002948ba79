using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>Keypoints of one image and their descriptors, as a network gives them.</summary>
/// <param name="Size">Size of the image in pixels.</param>
/// <param name="Points">Pixels of the image, centres at integers, strongest first.</param>
/// <param name="Descriptors">Row-major, count × <paramref name="Dimension"/>, unit length.</param>
/// <param name="Dimension">Values a descriptor.</param>
public sealed record LearnedFeatures(Size Size, IReadOnlyList<Point2d> Points, float[] Descriptors, int Dimension);
