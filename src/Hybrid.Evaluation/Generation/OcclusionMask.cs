using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>Writes which pixels the other view does not show.</summary>
internal static class OcclusionMask
{
    /// <summary>An 8-bit PNG, 255 = occluded.</summary>
    internal static void Write(string path, bool[] occluded, int width, int height)
    {
        byte[] pixels = Array.ConvertAll(occluded, o => o ? (byte)255 : (byte)0);
        using Mat mask = Mat.FromPixelData(height, width, MatType.CV_8UC1, pixels);
        ImageWriter.Write(path, mask, new ImageWriteOptions { Compression = 9 });
    }
}
