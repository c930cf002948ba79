namespace Hybrid.Stereo.Calibration;

/// <summary>ROS's camera_info files, one a camera: camera_matrix, distortion_coefficients, rectification_matrix, projection_matrix.</summary>
internal static class RosCalibration
{
    /// <summary>Whether a tree is one camera of that form.</summary>
    public static bool Is(CalibrationNode root) => root.Field("camera_matrix") is not null && root.Field("projection_matrix", "distortion_coefficients", "distortion_model") is not null;

    /// <summary>
    /// The calibration of two such files. Both rectifications turn into one frame, in which the right camera stands at
    /// P[0,3] / P[0,0] beside the left one (image_pipeline's convention): R = R_r⁻¹·R_l, T = R_r⁻¹·(P[0,3]/P[0,0], P[1,3]/P[1,1], 0).
    /// </summary>
    /// <exception cref="InputException">Something is missing.</exception>
    public static StereoCalibration Read(CalibrationNode left, CalibrationNode right, string leftName, string rightName)
    {
        double[] rl = Rectification(left, leftName), rr = Rectification(right, rightName), p = Projection(right, rightName), first = Projection(left, leftName);
        if (first[3] != 0 || first[7] != 0)
            throw new InputException($"'{leftName}' is the right camera of a pair (the fourth column of its projection_matrix is not zero); name the left camera's file first");
        if (p[3] == 0 && p[7] == 0)
            throw new InputException($"'{rightName}' does not say how far the cameras are apart (the fourth column of its projection_matrix is zero); name the right camera's file of a stereo calibration");
        double[] shift = [p[3] / p[0], p[7] / p[5], 0];
        return new StereoCalibration(
            Camera(left, leftName), Camera(right, rightName), Product(Transposed(rr), rl), Product(Transposed(rr), shift), "m");
    }

    private static CameraCalibration Camera(CalibrationNode camera, string name)
    {
        LensModel lens = OpenCvCalibration.Lens(camera.Field("distortion_model")?.Text, name);
        double[] distortion = camera.Field("distortion_coefficients")?.Numbers(name) ?? [];
        return CameraCalibration.Checked(camera.Field("camera_matrix")!.Numbers(name), distortion, lens, OpenCvCalibration.ImageSize(camera, name), $"'{name}'");
    }

    private static double[] Rectification(CalibrationNode camera, string name) => camera.Field("rectification_matrix")?.Numbers(name) is { Length: 9 } r
        ? r
        : throw new InputException($"'{name}' has no rectification_matrix of 9 numbers; name camera_info files of a stereo calibration");

    private static double[] Projection(CalibrationNode camera, string name) => camera.Field("projection_matrix")?.Numbers(name) is { Length: 12 } p && p[0] > 0 && p[5] > 0
        ? p
        : throw new InputException($"'{name}' has no projection_matrix of 12 numbers; name camera_info files of a stereo calibration");

    private static double[] Transposed(double[] m) => [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];

    // Of a 3×3 matrix and one of three rows and any number of columns.
    private static double[] Product(double[] a, double[] b)
    {
        int columns = b.Length / 3;
        var product = new double[b.Length];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < columns; j++)
                product[i * columns + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[columns + j] + a[3 * i + 2] * b[2 * columns + j];
        }
        return product;
    }
}
