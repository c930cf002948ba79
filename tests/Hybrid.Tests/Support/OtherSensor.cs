using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Tests.Support;

/// <summary>What another sensor might have made of a photograph, which SIFT cannot match.</summary>
internal static class OtherSensor
{
    private static readonly string Embedded = Path.Combine(Models.Folder, "..", "datasets", "embedded", "homography");

    /// <summary>A photograph, and another view of it by a sensor that shows outlines on dark ground, negative and out of focus.</summary>
    public static ImagePair Pair(string scene, in Homography view)
    {
        using Mat whole = Cv2.ImRead(Path.Combine(Embedded, scene, "1.jpg"), ImreadModes.Grayscale);
        var a = new Mat();
        Cv2.Resize(whole, a, new Size(480, 360), 0, 0, InterpolationFlags.Area);
        using Mat seen = view.Inverse()!.Value.PullBack(a, a.Size(), out Mat inside);
        using Mat owned = inside;
        using Mat dx = new(), dy = new(), strength = new(), edges = new(), b = new();
        Cv2.Sobel(seen, dx, MatType.CV_32F, 1, 0);
        Cv2.Sobel(seen, dy, MatType.CV_32F, 0, 1);
        Cv2.Magnitude(dx, dy, strength);
        strength.ConvertTo(edges, MatType.CV_8U, 0.5);
        Cv2.AddWeighted(seen, -0.45, edges, -0.55, 255, b);
        var blurred = new Mat();
        Cv2.GaussianBlur(b, blurred, new Size(0, 0), 1.2);
        return new ImagePair(scene, a, blurred);
    }
}
