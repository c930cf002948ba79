using OpenCvSharp;

namespace Hybrid.Stereo.Calibration;

/// <summary>
/// Calibrations as lines of text: KITTI's (P0 to P3, or P_rect_00 to P_rect_03), Middlebury's calib.txt (cam0, cam1, doffs,
/// baseline), and the sixteen numbers of a Q matrix.
/// </summary>
internal sealed class TextCalibration
{
    private readonly Dictionary<string, string> _lines = new(StringComparer.Ordinal);
    private readonly string _name;

    private TextCalibration(string name) => _name = name;

    /// <summary>The lines that are a key, <c>:</c> or <c>=</c>, and a value.</summary>
    public static TextCalibration Parse(string text, string name)
    {
        var calibration = new TextCalibration(name);
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int split = line.IndexOfAny(':', '=');
            if (split > 0)
                calibration._lines.TryAdd(line[..split].Trim().ToString(), line[(split + 1)..].Trim().ToString());
        }
        return calibration;
    }

    /// <summary>Whether it is Middlebury's.</summary>
    public bool IsMiddlebury => _lines.TryGetValue("cam0", out string? camera) && camera.StartsWith('[');

    /// <summary>Whether it is KITTI's.</summary>
    public bool IsKitti => _lines.Any(l => l.Key.Length is 2 or 9 && l.Key[0] == 'P' && char.IsAsciiDigit(l.Key[^1]) && l.Value.Length > 0 && (char.IsAsciiDigit(l.Value[0]) || l.Value[0] is '-' or '+' or '.'));

    /// <summary>A Q matrix of four rows of four numbers; null where the text is something else.</summary>
    public static double[]? Reprojection(string text)
    {
        string[] words = text.Split([' ', ',', ';', '\n', '\r', '\t', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 16 && words.All(w => double.TryParse(w, System.Globalization.CultureInfo.InvariantCulture, out _))
            ? [.. words.Select(w => double.Parse(w, System.Globalization.CultureInfo.InvariantCulture))]
            : null;
    }

    /// <summary>Middlebury's calibration, in millimetres.</summary>
    /// <exception cref="InputException">Something is missing.</exception>
    public StereoCalibration Middlebury()
    {
        Size? size = Value("width") is { } w && Value("height") is { } h ? new Size((int)w, (int)h) : null;
        double baseline = Value("baseline") ?? throw new InputException($"'{_name}' has no baseline; replace it");
        return Rectified(size, Numbers("cam0", 9), Numbers("cam1", 9), baseline, "mm");
    }

    /// <summary>KITTI's calibration of two of its four cameras, in metres.</summary>
    /// <param name="cameras">Their numbers, left and right; null for the first pair that is there of 2 and 3 (colour), 0 and 1 (grey).</param>
    /// <exception cref="InputException">A camera is missing.</exception>
    public StereoCalibration Kitti((int Left, int Right)? cameras)
    {
        (int left, int right) = cameras ?? (Key(2) is not null && Key(3) is not null ? (2, 3) : (0, 1));
        string l = Key(left) ?? throw Missing(left), r = Key(right) ?? throw Missing(right);
        double[] p = Numbers(l, 12), q = Numbers(r, 12);
        double[]? size = _lines.ContainsKey(l.Replace("P_", "S_", StringComparison.Ordinal)) && l.StartsWith("P_", StringComparison.Ordinal) ? Numbers(l.Replace("P_", "S_", StringComparison.Ordinal), 2) : null;
        // P = K [I | −c]: the fourth column over the focal length is minus the camera's place.
        return Rectified(size is null ? null : new Size((int)size[0], (int)size[1]), p, q, (p[3] - q[3]) / p[0], "m");
    }

    private string? Key(int camera) => _lines.ContainsKey($"P{camera}") ? $"P{camera}" : _lines.ContainsKey($"P_rect_0{camera}") ? $"P_rect_0{camera}" : null;

    private InputException Missing(int camera)
    {
        string there = string.Join(", ", Enumerable.Range(0, 10).Where(i => Key(i) is not null));
        return new InputException($"'{_name}' has no camera {camera} (it has {there}); choose two with --cameras, as in --cameras 0,1");
    }

    private StereoCalibration Rectified(Size? size, double[] left, double[] right, double baseline, string unit) => new(
        CameraCalibration.Checked(left, [], LensModel.Perspective, size, $"'{_name}', left camera"),
        CameraCalibration.Checked(right, [], LensModel.Perspective, size, $"'{_name}', right camera"),
        [1, 0, 0, 0, 1, 0, 0, 0, 1], [-baseline, 0, 0], unit);

    private double? Value(string key) => _lines.ContainsKey(key) ? Numbers(key, 1)[0] : null;

    private double[] Numbers(string key, int count)
    {
        if (!_lines.TryGetValue(key, out string? text))
            throw new InputException($"'{_name}' has no {key}; replace it");
        string[] words = text.Split([' ', ',', ';', '\t', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == count
            ? [.. words.Select(w => CalibrationNode.Number(w, _name))]
            : throw new InputException($"'{_name}': {key} has {words.Length} numbers instead of {count}; replace it");
    }
}
