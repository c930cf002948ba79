using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Calibration of two cameras. Matrices are row-major; a point X of the left camera is R·X + T in the right one.</summary>
/// <param name="Size">Size of the images that it holds for; null where the file does not say.</param>
/// <param name="Left">3×3 camera matrix of the left camera.</param>
/// <param name="LeftDistortion">OpenCV's distortion coefficients; empty for none.</param>
/// <param name="Right">3×3 camera matrix of the right camera.</param>
/// <param name="RightDistortion">OpenCV's distortion coefficients; empty for none.</param>
/// <param name="Rotation">3×3 rotation from left to right.</param>
/// <param name="Translation">Translation from left to right, in <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>m</c>, <c>mm</c>, or <c>unit</c> where the file does not say.</param>
public sealed record StereoCalibration(
    Size? Size, double[] Left, double[] LeftDistortion, double[] Right, double[] RightDistortion, double[] Rotation, double[] Translation, string Unit)
{
    /// <summary>Whether images taken with it are rectified as they are.</summary>
    public bool IsRectified =>
        LeftDistortion.All(k => k == 0) && RightDistortion.All(k => k == 0)
        && Rotation.Select((r, i) => Math.Abs(r - (i % 4 == 0 ? 1 : 0))).Max() < 1e-9
        && Math.Abs(Translation[1]) + Math.Abs(Translation[2]) < 1e-9 * Math.Abs(Translation[0])
        && Math.Abs(Left[0] - Right[0]) < 1e-6 * Left[0] && Math.Abs(Left[4] - Right[4]) < 1e-6 * Left[4] && Math.Abs(Left[5] - Right[5]) < 1e-3;

    /// <summary>The camera of images that are rectified as they are.</summary>
    public StereoCamera Camera() => new(Left[0], Left[2], Right[2], Left[5], -Translation[0], Unit);

    /// <summary>Refuses images of another size than the calibration's.</summary>
    /// <param name="size">Size of both images.</param>
    /// <exception cref="InputException">It is another one.</exception>
    public void RequireSize(Size size)
    {
        if (Size is { } own && own != size)
            throw new InputException($"the calibration is for images of {own.Width}x{own.Height} pixels, these have {size.Width}x{size.Height}; give the calibration of this size");
        foreach (double[] k in new[] { Left, Right })
        {
            if (Size is null && (k[2] < 0 || k[5] < 0 || k[2] > size.Width || k[5] > size.Height))
                throw new InputException($"the calibration's principal point ({k[2]:0}, {k[5]:0}) lies outside images of {size.Width}x{size.Height} pixels; give the calibration of this size");
        }
    }
}
