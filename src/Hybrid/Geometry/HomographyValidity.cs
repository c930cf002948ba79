namespace Hybrid.Geometry;

/// <summary>Whether a homography can be that of two photographs.</summary>
/// <param name="IsValid">It can.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Evidence">The figures, for people.</param>
public sealed record HomographyValidity(bool IsValid, ReasonCode Reason, string Evidence);
