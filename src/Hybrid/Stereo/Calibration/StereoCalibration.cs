using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Calibration of two cameras. Matrices are row-major; a point X of the left camera is R·X + T in the right one.</summary>
/// <param name="Left">The left camera.</param>
/// <param name="Right">The right camera.</param>
/// <param name="Rotation">3×3 rotation from left to right.</param>
/// <param name="Translation">Translation from left to right, in <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>m</c>, <c>mm</c>, or <c>unit</c> where the file does not say.</param>
public sealed record StereoCalibration(CameraCalibration Left, CameraCalibration Right, double[] Rotation, double[] Translation, string Unit)
{
    // Lenses sit within a few per cent of the centre; what rectification shifts stays within a fifth.
    private const double FarOff = 0.3, Doubtful = 0.15;

    /// <summary>What is doubtful about it, one line each; none where all is said that must be.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Size of the images that it holds for; null where the file does not say.</summary>
    public Size? Size => Left.Size ?? Right.Size;

    /// <summary>Whether the cameras are one above the other.</summary>
    public bool IsVertical => Math.Abs(Translation[1]) > Math.Abs(Translation[0]);

    /// <summary>Whether images taken with it are rectified as they are.</summary>
    public bool IsRectified =>
        !Left.IsDistorted && !Right.IsDistorted && !IsVertical
        && Rotation.Select((r, i) => Math.Abs(r - (i % 4 == 0 ? 1 : 0))).Max() < 1e-9
        && Math.Abs(Translation[1]) + Math.Abs(Translation[2]) < 1e-9 * Math.Abs(Translation[0])
        && Math.Abs(Left.Fx - Right.Fx) < 1e-6 * Left.Fx && Math.Abs(Left.Fy - Right.Fy) < 1e-6 * Left.Fy && Math.Abs(Left.Cy - Right.Cy) < 1e-3;

    /// <summary>The camera of images that are rectified as they are.</summary>
    public StereoCamera Camera() => new(Left.Fx, Left.Cx, Right.Cx, Left.Cy, -Translation[0], Unit);

    /// <summary>Refuses images that the calibration cannot be of, and says where it hardly can.</summary>
    /// <param name="size">Size of both images.</param>
    /// <returns>Doubts, one line each.</returns>
    /// <exception cref="InputException">It is another size, or the principal point lies far off the centre.</exception>
    public IReadOnlyList<string> RequireFits(Size size)
    {
        foreach (CameraCalibration camera in (ReadOnlySpan<CameraCalibration>)[Left, Right])
        {
            if (camera.Size is { } own && own != size)
                throw new InputException($"the calibration is for images of {own.Width}x{own.Height} pixels, these have {size.Width}x{size.Height}; give the calibration of this size, or the images as they were when it was made");
        }
        // The focal length alone does not tell a reduced image, but its principal point leaves the centre.
        double x = (Left.Cx + 0.5) / size.Width - 0.5, y = (Left.Cy + 0.5) / size.Height - 0.5;
        if (Size is null && (Math.Abs(x) > FarOff || Math.Abs(y) > FarOff))
            throw new InputException($"the calibration's principal point ({Left.Cx:0}, {Left.Cy:0}) lies far off the centre of images of {size.Width}x{size.Height} pixels: it was made for another size; give the calibration of this size");
        return Size is null && Math.Abs(x) > Doubtful && Math.Abs(y) > Doubtful && Math.Abs(x - y) < Doubtful / 2
            ? [$"the calibration's principal point ({Left.Cx:0}, {Left.Cy:0}) lies off the centre of images of {size.Width}x{size.Height} pixels in both directions alike: was it made for another size? Depths would be wrong"]
            : [];
    }

    /// <summary>A calibration, once it is known that its cameras can see one scene.</summary>
    /// <param name="calibration">As read.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">R is no rotation, T no direction, or the sizes differ.</exception>
    internal static StereoCalibration Checked(StereoCalibration calibration, string name)
    {
        double[] r = calibration.Rotation, t = calibration.Translation;
        if (!Array.TrueForAll(r, double.IsFinite) || !IsRotation(r))
            throw new InputException($"{name}: R is no rotation; replace it");
        if (!Array.TrueForAll(t, double.IsFinite) || t.All(v => v == 0))
            throw new InputException($"{name}: T is not the distance of two cameras; replace it");
        if (calibration.Left.Size is { } left && calibration.Right.Size is { } right && left != right)
            throw new InputException($"{name}: the left camera's images have {left.Width}x{left.Height} pixels and the right one's {right.Width}x{right.Height}; stereo needs two of one size");
        if (Math.Abs(t[2]) > Math.Max(Math.Abs(t[0]), Math.Abs(t[1])))
            throw new InputException($"{name}: the cameras stand one behind the other (T is {t[0]:G4}, {t[1]:G4}, {t[2]:G4}), not side by side; check T");
        if (calibration.Left.Lens != calibration.Right.Lens)
            throw new InputException($"{name}: one lens is a fisheye's and the other is not, which is not read; calibrate both in one way");
        return calibration.IsVertical || t[0] < 0
            ? calibration
            : throw new InputException($"{name}: T leads from the right camera to the left one (x is {t[0]:G4}); exchange LEFT and RIGHT and their cameras, or give the inverse of R and T");
    }

    private static bool IsRotation(double[] r)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double dot = r[3 * i] * r[3 * j] + r[3 * i + 1] * r[3 * j + 1] + r[3 * i + 2] * r[3 * j + 2];
                if (Math.Abs(dot - (i == j ? 1 : 0)) > 0.01)
                    return false;
            }
        }
        double determinant = r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]);
        return determinant > 0;
    }
}
