using Hybrid.Native;
using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Mats as the native parts of stitching take them.</summary>
internal static class NativeBuffers
{
    public static ImageBuffer Of(Mat m) => new(m.Data, m.Rows, m.Cols, (int)m.Type(), m.Step());

    public static PixelPoint Corner(Rect r) => new(r.X, r.Y);
}
