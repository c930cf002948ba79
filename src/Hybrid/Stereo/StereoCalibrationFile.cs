using System.Globalization;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// Reads stereo calibrations: OpenCV's YAML (M1, D1, M2, D2, R, T and their usual other names), KITTI's text (P0 to P3 or
/// P_rect_00 to P_rect_03; the second and the fourth pair are stereo) and Middlebury's calib.txt (cam0, cam1, doffs, baseline).
/// </summary>
public static partial class StereoCalibrationFile
{
    private const int LargestFile = 1 << 20;

    /// <summary>Reads a file; its content decides the format.</summary>
    /// <exception cref="InputException">It is missing, of no known format, or lacks something.</exception>
    public static StereoCalibration Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new InputException($"'{path}' does not exist; check the path of the calibration");
            if (info.Length > LargestFile)
                throw new InputException($"'{path}' is too large for a calibration; name a YAML or text file");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; check the path and its permissions", e);
        }
    }

    /// <summary>Reads a file's content.</summary>
    /// <param name="text">The content.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is of no known format, or lacks something.</exception>
    public static StereoCalibration Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        StereoCalibration? found = text.Contains("opencv-matrix", StringComparison.Ordinal) ? OpenCv(text, name)
            : text.Contains("cam0", StringComparison.Ordinal) ? Middlebury(text, name)
            : Kitti(text);
        if (found is null)
            throw new InputException($"'{name}' is no stereo calibration that is read here; name an OpenCV YAML, a KITTI or a Middlebury calib.txt");
        double[] all = [.. found.Left, .. found.LeftDistortion, .. found.Right, .. found.RightDistortion, .. found.Rotation, .. found.Translation];
        if (!Array.TrueForAll(all, double.IsFinite) || found.Left[0] <= 0 || found.Right[0] <= 0)
            throw new InputException($"'{name}' holds a camera that cannot be (focal lengths {found.Left[0]:G4} and {found.Right[0]:G4}); replace it");
        return found.Translation[0] < 0
            ? found
            : throw new InputException($"'{name}' puts the right camera left of the left one (x of T is {found.Translation[0]:G4}); exchange the cameras");
    }

    private static StereoCalibration OpenCv(string text, string name)
    {
        double[] Matrix(int count, params string[] names)
        {
            foreach (string candidate in names)
            {
                Match match = Regex.Match(text, $@"^\s*{candidate}\s*:\s*!!opencv-matrix.*?data\s*:\s*\[(?<data>[^\]]*)\]", RegexOptions.Singleline | RegexOptions.Multiline, TimeSpan.FromSeconds(2));
                if (!match.Success)
                    continue;
                double[] values = Numbers(match.Groups["data"].Value, name);
                return count == 0 || values.Length == count ? values : throw new InputException($"'{name}': {candidate} has {values.Length} numbers instead of {count}; replace it");
            }
            return count == 0 ? [] : throw new InputException($"'{name}' has no matrix {names[0]}; a calibration needs M1, D1, M2, D2, R and T");
        }
        double[] rotation = Matrix(9, "R", "R_rl", "rotation");
        Size? size = Scalar(text, "image_width", name) is { } w && Scalar(text, "image_height", name) is { } h ? new Size((int)w, (int)h) : null;
        return new StereoCalibration(
            size, Matrix(9, "M1", "K1", "cameraMatrix1", "camera_matrix_left", "camera_matrix_1"), Matrix(0, "D1", "distCoeffs1", "dist_coeffs_1", "distortion_left"),
            Matrix(9, "M2", "K2", "cameraMatrix2", "camera_matrix_right", "camera_matrix_2"), Matrix(0, "D2", "distCoeffs2", "dist_coeffs_2", "distortion_right"),
            rotation, Matrix(3, "T", "translation"), Unit(text));
    }

    private static StereoCalibration Middlebury(string text, string name)
    {
        double[] Camera(string key)
        {
            Match match = Regex.Match(text, $@"^\s*{key}\s*=\s*\[(?<data>[^\]]*)\]", RegexOptions.Multiline, TimeSpan.FromSeconds(2));
            double[] values = match.Success ? Numbers(match.Groups["data"].Value, name) : [];
            return values.Length == 9 ? values : throw new InputException($"'{name}': {key} is missing or is not a 3×3 matrix; replace it");
        }
        double Value(string key) => Scalar(text, key, name) ?? throw new InputException($"'{name}' has no {key}; replace it");
        Size? size = Scalar(text, "width", name) is { } w && Scalar(text, "height", name) is { } h ? new Size((int)w, (int)h) : null;
        return Rectified(size, Camera("cam0"), Camera("cam1"), Value("baseline"), "mm");
    }

    private static StereoCalibration? Kitti(string text)
    {
        foreach ((string left, string right) in (ReadOnlySpan<(string, string)>)[("P2", "P3"), ("P_rect_02", "P_rect_03"), ("P0", "P1"), ("P_rect_00", "P_rect_01")])
        {
            if (Row(text, left, 12) is not { } p || Row(text, right, 12) is not { } q)
                continue;
            double[] sizes = Row(text, left.Replace("P_", "S_", StringComparison.Ordinal), 2) ?? [];
            // P = K [I | −c]: the fourth column over the focal length is minus the camera's place.
            return Rectified(
                left.StartsWith("P_", StringComparison.Ordinal) && sizes.Length == 2 ? new Size((int)sizes[0], (int)sizes[1]) : null,
                [p[0], p[1], p[2], p[4], p[5], p[6], p[8], p[9], p[10]], [q[0], q[1], q[2], q[4], q[5], q[6], q[8], q[9], q[10]], (p[3] - q[3]) / p[0], "m");
        }
        return null;
    }

    private static StereoCalibration Rectified(Size? size, double[] left, double[] right, double baseline, string unit) =>
        new(size, left, [], right, [], [1, 0, 0, 0, 1, 0, 0, 0, 1], [-baseline, 0, 0], unit);

    private static double[]? Row(string text, string key, int count)
    {
        Match match = Regex.Match(text, $@"^\s*{key}\s*:(?<data>.*)$", RegexOptions.Multiline, TimeSpan.FromSeconds(2));
        double[] values = match.Success ? Numbers(match.Groups["data"].Value, key) : [];
        return values.Length == count ? values : null;
    }

    private static double? Scalar(string text, string key, string name)
    {
        Match match = Regex.Match(text, $@"^\s*{key}\s*[:=]\s*(?<data>[^\s]+)\s*$", RegexOptions.Multiline, TimeSpan.FromSeconds(2));
        return match.Success ? Numbers(match.Groups["data"].Value, name)[0] : null;
    }

    private static string Unit(string text)
    {
        Match match = UnitPattern().Match(text);
        return match.Success ? match.Groups["unit"].Value : "unit";
    }

    private static double[] Numbers(string text, string name)
    {
        string[] parts = text.Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        double[] values = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                throw new InputException($"'{name}': '{parts[i]}' stands where a number is needed; replace the file");
        }
        return values.Length > 0 ? values : throw new InputException($"'{name}' has an empty value; replace the file");
    }

    [GeneratedRegex(@"^\s*units?\s*:\s*""?(?<unit>[A-Za-z]{1,12})""?\s*$", RegexOptions.Multiline)]
    private static partial Regex UnitPattern();
}
