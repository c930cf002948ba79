using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>Where a warped image lies, or why it cannot be held.</summary>
/// <param name="IsUsable">Whether an image of this size may be made.</param>
/// <param name="Bounds">The pixels of the target frame that the warped image touches; empty where not usable.</param>
/// <param name="Reason"><see cref="ReasonCode.None"/> where usable, else what is wrong.</param>
/// <param name="Evidence">The figures behind it, for people.</param>
public readonly record struct CanvasBounds(bool IsUsable, Rect Bounds, ReasonCode Reason, string Evidence);
