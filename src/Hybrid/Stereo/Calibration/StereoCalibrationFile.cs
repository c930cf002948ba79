using Hybrid.Stereo.Calibration;

namespace Hybrid.Stereo;

/// <summary>
/// Reads stereo calibrations: OpenCV's YAML, XML and JSON (M1, D1, M2, D2, R and T by their usual names, in one file or two, or a
/// Q matrix alone), Kalibr's camera chains, ROS's camera_info of both cameras, KITTI's text, Middlebury's calib.txt, and Q as
/// sixteen numbers.
/// </summary>
public static class StereoCalibrationFile
{
    /// <summary>A calibration has some hundred numbers.</summary>
    private const int LargestFile = 1 << 18;

    /// <summary>Reads a file, or two that belong together; their content decides the format.</summary>
    /// <param name="paths">One file; or intrinsics and extrinsics; or the left and the right camera's.</param>
    /// <param name="cameras">Which two of KITTI's cameras; null for the usual ones.</param>
    /// <exception cref="InputException">One is missing, of no known format, or lacks something.</exception>
    public static StereoCalibration Read(IReadOnlyList<string> paths, (int Left, int Right)? cameras = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Count is 1 or 2
            ? Parse([.. paths.Select(p => (TextFile.Read(p, LargestFile), p))], cameras)
            : throw new InputException($"a calibration is one file or two, not {paths.Count}");
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="text">The content.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cameras">Which two of KITTI's cameras; null for the usual ones.</param>
    /// <exception cref="InputException">It is of no known format, or lacks something.</exception>
    public static StereoCalibration Parse(string text, string name, (int Left, int Right)? cameras = null) => Parse([(text, name)], cameras);

    private static StereoCalibration Parse((string Text, string Name)[] files, (int Left, int Right)? cameras)
    {
        string name = string.Join("' and '", files.Select(f => f.Name));
        StereoCalibration found = files.Length == 1 && AsText(files[0].Text, name, cameras) is { } text ? text : AsTree(files, name);
        return StereoCalibration.Checked(found, $"'{name}'");
    }

    private static StereoCalibration? AsText(string text, string name, (int Left, int Right)? cameras)
    {
        TextCalibration lines = TextCalibration.Parse(text, name);
        if (lines.IsMiddlebury)
            return lines.Middlebury();
        if (lines.IsKitti)
            return lines.Kitti(cameras);
        return TextCalibration.Reprojection(text) is { } q ? OpenCvCalibration.OfReprojection(q, null, "unit", name) : null;
    }

    private static StereoCalibration AsTree((string Text, string Name)[] files, string name)
    {
        CalibrationNode[] roots = [.. files.Select(f => CalibrationNode.Parse(f.Text, f.Name))];
        if (Array.TrueForAll(roots, RosCalibration.Is))
        {
            return roots.Length == 2
                ? RosCalibration.Read(roots[0], roots[1], files[0].Name, files[1].Name)
                : throw new InputException($"'{name}' is ROS's calibration of one camera; give both, the left one first (--calib left.yaml right.yaml)");
        }
        CalibrationNode root = roots.Length == 2 ? roots[0].With(roots[1], files[1].Name) : roots[0];
        if (KalibrCalibration.Is(root))
            return KalibrCalibration.Read(root, name);
        return OpenCvCalibration.Is(root)
            ? OpenCvCalibration.Read(root, name)
            : throw new InputException($"'{name}' is no stereo calibration that is read here; name OpenCV's (YAML, XML, JSON), Kalibr's, ROS's, KITTI's or Middlebury's");
    }
}
