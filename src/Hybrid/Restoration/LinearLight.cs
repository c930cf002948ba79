using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Between stored values and light: light = stored^gamma. Blur adds light up, so kernels belong there.</summary>
internal static class LinearLight
{
    /// <summary>Stored values to light; what is below black becomes black.</summary>
    public static void From(Mat stored, Mat light, double gamma)
    {
        using Mat black = new(stored.Rows, stored.Cols, stored.Type(), Scalar.All(0));
        Cv2.Max(stored, black, light);
        if (gamma != 1)
            Cv2.Pow(light, gamma, light);
    }

    /// <summary>Light to stored values.</summary>
    public static void To(Mat light, Mat stored, double gamma) => From(light, stored, 1 / gamma);
}
