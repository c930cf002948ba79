using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>One calibrated camera.</summary>
/// <param name="Matrix">3×3 camera matrix, row-major.</param>
/// <param name="Distortion">The lens's coefficients; empty for none.</param>
/// <param name="Lens">What the coefficients mean.</param>
/// <param name="Size">Size of the images that it holds for; null where nobody says.</param>
public sealed record CameraCalibration(double[] Matrix, double[] Distortion, LensModel Lens = LensModel.Perspective, Size? Size = null)
{
    private static readonly int[] PerspectiveCounts = [0, 4, 5, 8, 12, 14];

    /// <summary>Focal length along the rows, px.</summary>
    public double Fx => Matrix[0];

    /// <summary>Focal length along the columns, px.</summary>
    public double Fy => Matrix[4];

    /// <summary>Column of the principal point, px.</summary>
    public double Cx => Matrix[2];

    /// <summary>Row of the principal point, px.</summary>
    public double Cy => Matrix[5];

    /// <summary>Whether the lens bends anything.</summary>
    public bool IsDistorted => Lens == LensModel.Fisheye || Array.Exists(Distortion, k => k != 0);

    /// <summary>A camera, once it is known that it can be one.</summary>
    /// <param name="matrix">Its matrix: nine numbers, or the first three columns of a 3×4 projection.</param>
    /// <param name="distortion">The lens's coefficients.</param>
    /// <param name="lens">What they mean.</param>
    /// <param name="size">Size of its images.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It cannot be a camera, or no lens model has so many coefficients.</exception>
    internal static CameraCalibration Checked(double[] matrix, double[] distortion, LensModel lens, Size? size, string name)
    {
        if (matrix.Length == 12)
            matrix = [matrix[0], matrix[1], matrix[2], matrix[4], matrix[5], matrix[6], matrix[8], matrix[9], matrix[10]];
        if (matrix.Length != 9)
            throw new InputException($"{name}: the camera matrix has {matrix.Length} numbers instead of 9; replace it");
        if (!Array.TrueForAll(matrix, double.IsFinite) || !(matrix[0] > 0) || !(matrix[4] > 0))
            throw new InputException($"{name}: a camera with focal lengths {matrix[0]:G4} and {matrix[4]:G4} cannot be; replace it");
        if (!Array.TrueForAll(distortion, double.IsFinite))
            throw new InputException($"{name}: a distortion coefficient is not a number; replace it");
        return new CameraCalibration(matrix, Known(distortion, lens, name), lens, size is { Width: > 0, Height: > 0 } ? size : null);
    }

    private static double[] Known(double[] distortion, LensModel lens, string name)
    {
        if (lens == LensModel.Fisheye)
        {
            return distortion.Length is 0 or 4
                ? distortion.Length == 4 ? distortion : [0, 0, 0, 0]
                : throw new InputException($"{name}: a fisheye lens has 4 coefficients, not {distortion.Length}; correct them");
        }
        // One and two are k1 and k2 for everybody. Three are k1 k2 p1 here and k1 k2 k3 there, so that zeros cannot be guessed.
        if (distortion.Length is 1 or 2)
            return [.. distortion, .. new double[4 - distortion.Length]];
        return PerspectiveCounts.Contains(distortion.Length)
            ? distortion
            : throw new InputException($"{name}: {distortion.Length} distortion coefficients can mean several things; write k1 k2 p1 p2 and, where there is one, k3 (or 8, 12 or 14 as OpenCV orders them), zeros for those that are not there");
    }
}
