namespace Hybrid.Geometry;

/// <summary>Whether a homography is a plausible view of a plane.</summary>
/// <param name="IsValid">Whether it is.</param>
/// <param name="Reason"><see cref="ReasonCode.None"/> where valid, else what is wrong.</param>
/// <param name="Evidence">The figures behind it, for people.</param>
public readonly record struct HomographyValidity(bool IsValid, ReasonCode Reason, string Evidence);
