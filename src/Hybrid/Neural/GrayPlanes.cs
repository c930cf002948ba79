using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>Grey images as the planes that networks take.</summary>
internal static class GrayPlanes
{
    /// <summary>The image as float planes, one after another.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="channels">How often it is repeated, for networks that were trained on colour.</param>
    /// <param name="factor">Each value is multiplied by this.</param>
    public static float[] Repeated(Mat gray, int channels, double factor)
    {
        using var floats = new Mat();
        gray.ConvertTo(floats, MatType.CV_32F, factor);
        int plane = gray.Width * gray.Height;
        var data = new float[channels * plane];
        Marshal.Copy(floats.Data, data, 0, plane);
        for (int c = 1; c < channels; c++)
            Array.Copy(data, 0, data, c * plane, plane);
        return data;
    }
}
