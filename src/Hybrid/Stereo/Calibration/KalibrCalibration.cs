using OpenCvSharp;

namespace Hybrid.Stereo.Calibration;

/// <summary>Camera chains as Kalibr writes them: cam0, cam1, … with intrinsics, distortion and T_cn_cnm1; the first two are taken.</summary>
internal static class KalibrCalibration
{
    /// <summary>Whether a tree is one.</summary>
    public static bool Is(CalibrationNode root) => root.Field("cam0")?.Field("intrinsics") is not null;

    /// <summary>The calibration, whose lengths are metres.</summary>
    /// <exception cref="InputException">Something is missing, or a camera is of a model that is not read.</exception>
    public static StereoCalibration Read(CalibrationNode root, string name)
    {
        if (root.Field("cam1") is not { } second)
            throw new InputException($"'{name}' holds one camera; stereo needs cam0 and cam1 of a Kalibr camera chain");
        if (second.Field("T_cn_cnm1")?.Numbers(name) is not { Length: 16 } transform)
            throw new InputException($"'{name}' does not say where cam1 stands (T_cn_cnm1, 4×4); name Kalibr's camchain file");
        double[] t = transform;
        return new StereoCalibration(
            Camera(root.Field("cam0")!, $"'{name}', cam0"), Camera(second, $"'{name}', cam1"),
            [t[0], t[1], t[2], t[4], t[5], t[6], t[8], t[9], t[10]], [t[3], t[7], t[11]], "m");
    }

    private static CameraCalibration Camera(CalibrationNode camera, string name)
    {
        if (camera.Field("camera_model")?.Text is { } model && model != "pinhole")
            throw new InputException($"{name}: camera model '{model}' is not read; calibrate as pinhole with radtan or equi");
        if (camera.Field("intrinsics")?.Numbers(name) is not { Length: 4 } k)
            throw new InputException($"{name}: intrinsics are fx, fy, cx and cy; replace the file");
        LensModel lens = OpenCvCalibration.Lens(camera.Field("distortion_model")?.Text, name);
        return CameraCalibration.Checked(
            [k[0], 0, k[2], 0, k[1], k[3], 0, 0, 1], camera.Field("distortion_coeffs")?.Numbers(name) ?? [], lens, CalibrationNode.Size(camera.Field("resolution"), name), name);
    }
}
