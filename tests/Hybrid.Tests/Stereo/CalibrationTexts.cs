using System.Globalization;
using Hybrid.Stereo;

namespace Hybrid.Tests.Stereo;

/// <summary>Calibrations as the files of different programs hold them.</summary>
internal static class CalibrationTexts
{
    public static string OpenCvYaml(StereoCalibration c) => $"%YAML:1.0\n---\nimage_width: 320\nimage_height: 240\nunits: m\n{(c.Left.Lens == LensModel.Fisheye ? "distortion_model: fisheye\n" : "")}"
        + string.Concat(Parts(c).Select(p => Yaml(p.Name, p.Rows, p.Values)));

    public static (string Intrinsics, string Extrinsics) OpenCvYamls(StereoCalibration c) => (
        "%YAML:1.0\n---\n" + string.Concat(Parts(c).Take(4).Select(p => Yaml(p.Name, p.Rows, p.Values))),
        "%YAML:1.0\n---\n" + string.Concat(Parts(c).Skip(4).Select(p => Yaml(p.Name, p.Rows, p.Values))));

    public static string OpenCvXml(StereoCalibration c) => "<?xml version=\"1.0\"?>\n<opencv_storage>\n"
        + string.Concat(Parts(c).Select(p => $"<{p.Name} type_id=\"opencv-matrix\">\n<rows>{p.Rows}</rows><cols>{p.Values.Length / p.Rows}</cols><dt>d</dt>\n<data>\n{Join(p.Values, " ")}</data></{p.Name}>\n")) + "</opencv_storage>\n";

    public static string OpenCvJson(StereoCalibration c) => "{\n"
        + string.Join(",\n", Parts(c).Select(p => $"\"{p.Name}\": {{ \"type_id\": \"opencv-matrix\", \"rows\": {p.Rows}, \"cols\": {p.Values.Length / p.Rows}, \"dt\": \"d\", \"data\": [ {Join(p.Values, ", ")} ] }}")) + "\n}\n";

    public static string Kalibr(StereoCalibration c)
    {
        double[] r = c.Rotation, t = c.Translation;
        string Camera(CameraCalibration k) => $"  camera_model: pinhole\n  distortion_coeffs: [{Join(k.Distortion, ", ")}]\n  distortion_model: {(k.Lens == LensModel.Fisheye ? "equidistant" : "radtan")}\n"
            + $"  intrinsics: [{Join([k.Fx, k.Fy, k.Cx, k.Cy], ", ")}]\n  resolution: [320, 240]\n";
        return "cam0:\n" + Camera(c.Left) + "cam1:\n  T_cn_cnm1:\n"
            + string.Concat(Enumerable.Range(0, 3).Select(i => $"  - [{Join([r[3 * i], r[3 * i + 1], r[3 * i + 2], t[i]], ", ")}]\n")) + "  - [0.0, 0.0, 0.0, 1.0]\n" + Camera(c.Right);
    }

    /// <summary>One camera of a pair whose common frame is the left camera's: R_left = I, R_right = Rᵀ, T along x in that frame.</summary>
    public static string Ros(CameraCalibration k, double[] rectification, double shift) =>
        $"image_width: 320\nimage_height: 240\ncamera_name: c\ncamera_matrix:\n  rows: 3\n  cols: 3\n  data: [{Join(k.Matrix, ", ")}]\ndistortion_model: plumb_bob\n"
        + $"distortion_coefficients:\n  rows: 1\n  cols: {k.Distortion.Length}\n  data: [{Join(k.Distortion, ", ")}]\nrectification_matrix:\n  rows: 3\n  cols: 3\n  data: [{Join(rectification, ", ")}]\n"
        + $"projection_matrix:\n  rows: 3\n  cols: 4\n  data: [300.0, 0.0, 160.0, {Join([300 * shift], "")}, 0.0, 300.0, 120.0, 0.0, 0.0, 0.0, 1.0, 0.0]\n";

    public static string Join(IEnumerable<double> values, string separator) => string.Join(separator, values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static string Yaml(string name, int rows, double[] values) =>
        $"{name}: !!opencv-matrix\n   rows: {rows}\n   cols: {values.Length / rows}\n   dt: d\n   data: [ {Join(values, ", ")} ]\n";

    private static (string Name, int Rows, double[] Values)[] Parts(StereoCalibration c) =>
        [("M1", 3, c.Left.Matrix), ("D1", 1, c.Left.Distortion), ("M2", 3, c.Right.Matrix), ("D2", 1, c.Right.Distortion), ("R", 3, c.Rotation), ("T", 3, c.Translation)];
}
