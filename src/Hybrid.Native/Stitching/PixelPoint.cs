using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

/// <summary>A whole-pixel position in the panorama.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PixelPoint(int X, int Y);
