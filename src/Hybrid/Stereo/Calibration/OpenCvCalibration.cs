using OpenCvSharp;

namespace Hybrid.Stereo.Calibration;

/// <summary>Calibrations as OpenCV's FileStorage holds them: M1, D1, M2, D2, R and T by their usual names, or a Q matrix alone.</summary>
internal static class OpenCvCalibration
{
    private static readonly string[] FishEyeNames = ["fisheye", "equidistant", "kannala_brandt", "kannala-brandt", "kannalabrandt", "equi"];
    private static readonly string[] PerspectiveNames = ["plumb_bob", "rational_polynomial", "radtan", "pinhole", "brown_conrady", "brown-conrady", "thin_prism", "none", "opencv"];
    private static readonly string[] Matrix1 = ["M1", "K1", "cameraMatrix1", "camera_matrix_left", "camera_matrix_1", "left_camera_matrix", "K_left", "KL", "CM1", "mtxL", "mtx_left"];
    private static readonly string[] Matrix2 = ["M2", "K2", "cameraMatrix2", "camera_matrix_right", "camera_matrix_2", "right_camera_matrix", "K_right", "KR", "CM2", "mtxR", "mtx_right"];
    private static readonly string[] Distortion1 = ["D1", "distCoeffs1", "dist_coeffs_1", "dist_coeffs_left", "distortion_left", "left_distortion", "D_left", "DL", "distL", "dist_left", "distortion_coefficients_left"];
    private static readonly string[] Distortion2 = ["D2", "distCoeffs2", "dist_coeffs_2", "dist_coeffs_right", "distortion_right", "right_distortion", "D_right", "DR", "distR", "dist_right", "distortion_coefficients_right"];
    private static readonly string[] RotationNames = ["R", "R_rl", "rotation", "rotation_matrix", "Rot", "rvec", "om"];
    private static readonly string[] TranslationNames = ["T", "translation", "translation_vector", "Trns", "tvec", "t"];
    private static readonly string[] UnitNames = ["units", "unit"];

    /// <summary>Whether a tree is one of two cameras, or a part of it.</summary>
    public static bool Is(CalibrationNode root) => root.Field(Matrix1) is not null || root.Field(Matrix2) is not null || root.Field("Q") is not null || root.Field(RotationNames) is not null;

    /// <summary>The calibration; its lens model, size and unit where the file says them.</summary>
    /// <exception cref="InputException">Something is missing, or of another number.</exception>
    public static StereoCalibration Read(CalibrationNode root, string name)
    {
        Size? size = ImageSize(root, name);
        string unit = Unit(root);
        // Beside R and T, Q is of images that are not rectified yet, and the cameras are in another file.
        bool isAlone = root.Field(Matrix1) is null && root.Field(Matrix2) is null && root.Field(RotationNames) is null && root.Field(TranslationNames) is null;
        if (isAlone && root.Field("Q") is { } q)
            return OfReprojection(q.Numbers(name), size, unit, name);
        double[] rotation = Rotation(Matrix(root, 0, name, RotationNames), name);
        LensModel lens = Lens(root.Field("distortion_model", "camera_model", "model")?.Text, name);
        var notes = new List<string>();
        CameraCalibration Camera(string[] matrix, string[] distortion, string side)
        {
            double[] coefficients = root.Field(distortion)?.Numbers(name) ?? [];
            if (root.Field(distortion) is null)
                notes.Add($"'{name}' has no distortion of the {side} camera ({distortion[0]}); it is taken for none, and depths are wrong where the lens bends");
            return CameraCalibration.Checked(Matrix(root, 9, name, matrix), coefficients, lens, size, $"'{name}', {side} camera");
        }
        CameraCalibration left = Camera(Matrix1, Distortion1, "left"), right = Camera(Matrix2, Distortion2, "right");
        return new StereoCalibration(left, right, rotation, Matrix(root, 3, name, TranslationNames), unit) { Notes = notes };
    }

    /// <summary>
    /// The cameras of a reprojection matrix, whose images are rectified: Q = [1 0 0 −cx; 0 1 0 −cy; 0 0 0 f; 0 0 −1/Tx
    /// (cx − cx')/Tx], as OpenCV's stereoRectify gives it.
    /// </summary>
    /// <exception cref="InputException">It is none.</exception>
    public static StereoCalibration OfReprojection(double[] q, Size? size, string unit, string name)
    {
        if (q.Length != 16 || !Array.TrueForAll(q, double.IsFinite) || q[0] == 0 || q[14] == 0 || q[11] == 0)
            throw new InputException($"'{name}': Q is no reprojection matrix of stereoRectify; replace it");
        double scale = q[0], focal = q[11] / scale, cx = -q[3] / scale, cy = -q[7] / scale, tx = -scale / q[14], offset = q[15] / scale * tx;
        // Some write Q for a disparity of the other sign.
        tx = -Math.Abs(tx);
        double[] Matrix(double x) => [focal, 0, x, 0, focal, cy, 0, 0, 1];
        return new StereoCalibration(
            CameraCalibration.Checked(Matrix(cx), [], LensModel.Perspective, size, $"'{name}'"), CameraCalibration.Checked(Matrix(cx - offset), [], LensModel.Perspective, size, $"'{name}'"),
            [1, 0, 0, 0, 1, 0, 0, 0, 1], [tx, 0, 0], unit);
    }

    /// <summary>The lens model of a name; a perspective one where there is none.</summary>
    /// <exception cref="InputException">It is one that is not read.</exception>
    public static LensModel Lens(string? model, string name)
    {
        if (string.IsNullOrWhiteSpace(model) || PerspectiveNames.Contains(model, StringComparer.OrdinalIgnoreCase))
            return LensModel.Perspective;
        return FishEyeNames.Contains(model, StringComparer.OrdinalIgnoreCase)
            ? LensModel.Fisheye
            : throw new InputException($"'{name}': lens model '{(model.Length > 30 ? model[..30] : model)}' is not read; calibrate as pinhole with radtan (plumb_bob) or equidistant (fisheye)");
    }

    /// <summary>The size that a file gives in one of the usual ways; null where it does not.</summary>
    public static Size? ImageSize(CalibrationNode root, string name)
    {
        if (CalibrationNode.Size(root.Field("image_size", "imageSize", "img_size", "ImageSize", "size", "resolution", "image_resolution"), name) is { } size)
            return size;
        double? width = Single(root.Field("image_width", "image_Width", "imageWidth", "width"), name), height = Single(root.Field("image_height", "image_Height", "imageHeight", "height"), name);
        return width is > 0 and < 100_000 && height is > 0 and < 100_000 ? new Size((int)width, (int)height) : null;
    }

    /// <summary>The unit of lengths; <c>unit</c> where the file does not say.</summary>
    public static string Unit(CalibrationNode root) =>
        root.Field(UnitNames)?.Text is { Length: > 0 and <= 12 } unit && unit.All(char.IsAsciiLetter) ? unit : "unit";

    private static double? Single(CalibrationNode? node, string name) => node?.Numbers(name) is [double value] ? value : null;

    private static double[] Matrix(CalibrationNode root, int count, string name, string[] names)
    {
        if (root.Field(names) is not { } node)
            throw new InputException($"'{name}' has no {names[0]} (under none of its usual names); a calibration needs M1, D1, M2, D2, R and T, in one file or in two (--calib intrinsics.yml extrinsics.yml)");
        double[] values = node.Numbers(name);
        return count == 0 || values.Length == count || (count == 9 && values.Length == 12)
            ? values
            : throw new InputException($"'{name}': {names[0]} has {values.Length} numbers instead of {count}; replace it");
    }

    // Three numbers are a rotation vector: the axis times the angle.
    private static double[] Rotation(double[] values, string name)
    {
        if (values.Length == 9)
            return values;
        if (values.Length != 3 || !Array.TrueForAll(values, double.IsFinite))
            throw new InputException($"'{name}': R has {values.Length} numbers; it is a 3×3 matrix or a vector of 3");
        using Mat vector = Mat.FromPixelData(3, 1, MatType.CV_64FC1, values), matrix = new(), jacobian = new();
        Cv2.Rodrigues(vector, matrix, jacobian);
        matrix.GetArray(out double[] rotation);
        return rotation;
    }
}
