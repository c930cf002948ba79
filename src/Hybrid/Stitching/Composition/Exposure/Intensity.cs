using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>What of a colour is evened out, as images of 32-bit floats that the caller owns.</summary>
internal static class Intensity
{
    /// <summary>The length of the colour vector: grows with exposure, whatever the colour.</summary>
    /// <param name="image">8-bit BGR.</param>
    public static Mat Norm(Mat image)
    {
        using Mat colors = new();
        image.ConvertTo(colors, MatType.CV_32FC3);
        Cv2.Multiply(colors, colors, colors);
        using Mat ones = Mat.FromPixelData(1, 3, MatType.CV_32FC1, new[] { 1f, 1f, 1f });
        var norm = new Mat();
        Cv2.Transform(colors, norm, ones);
        Cv2.Sqrt(norm, norm);
        return norm;
    }

    /// <summary>One channel.</summary>
    /// <param name="image">8-bit BGR.</param>
    /// <param name="channel">0 blue, 1 green, 2 red.</param>
    public static Mat Channel(Mat image, int channel)
    {
        using Mat plane = new();
        Cv2.ExtractChannel(image, plane, channel);
        var values = new Mat();
        plane.ConvertTo(values, MatType.CV_32FC1);
        return values;
    }
}
