namespace Hybrid.Core;

/// <summary>An image that went into a result, as reports have it.</summary>
/// <param name="Path">Its path as given.</param>
/// <param name="Width">Width in pixels, as read (after EXIF orientation).</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record ImageDocument(string Path, int Width, int Height);
