using Hybrid.Stereo;

namespace Hybrid.Tests.Stereo;

/// <summary>Whatever program calibrated the cameras, and however they stand, depth is right within half a per cent, or the file is refused with the reason.</summary>
public class CalibrationVariantTests
{
    private const double Baseline = 0.12;

    private static readonly double[] Straight = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    private static readonly double[] Turned = RotationOf(0.012, -0.03, 0.017);

    [Fact]
    public void Opencv_yaml_of_a_rectified_pair() => DepthIsRight(Plain([], Straight, [-Baseline, 0, 0]), CalibrationTexts.OpenCvYaml);

    [Fact]
    public void Opencv_yaml_with_five_coefficients_and_turned_cameras() =>
        DepthIsRight(Plain([-0.22, 0.06, 0.0008, -0.0006, 0.01], Turned, [-Baseline, 0.004, -0.003]), CalibrationTexts.OpenCvYaml);

    [Fact]
    public void Opencv_xml_with_eight_coefficients() =>
        DepthIsRight(Plain([0.5, -0.1, 0.0005, 0.0004, 0.01, 0.7, -0.05, 0.01], Turned, [-Baseline, 0, 0]), CalibrationTexts.OpenCvXml);

    [Fact]
    public void Opencv_json_with_twelve_coefficients() =>
        DepthIsRight(Plain([-0.2, 0.05, 0, 0, 0, 0.01, 0, 0, 0.003, -0.001, 0.002, 0.001], Turned, [-Baseline, 0, 0]), CalibrationTexts.OpenCvJson);

    [Fact]
    public void Opencv_json_with_fourteen_coefficients() =>
        DepthIsRight(Plain([-0.2, 0.05, 0, 0, 0, 0, 0, 0, 0.001, 0, 0.001, 0, 0.01, -0.015], Turned, [-Baseline, 0, 0]), CalibrationTexts.OpenCvJson);

    [Fact]
    public void Opencv_intrinsics_and_extrinsics_in_two_files()
    {
        StereoCalibration truth = Plain([-0.22, 0.06, 0.0008, -0.0006], Turned, [-Baseline, 0.004, -0.003]);
        (string intrinsics, string extrinsics) = CalibrationTexts.OpenCvYamls(truth);
        DepthIsRight(truth, ReadBoth(intrinsics, extrinsics));
        InputException alone = Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(intrinsics, "intrinsics.yml"));
        Assert.Contains("two", alone.Message, StringComparison.Ordinal);
        // OpenCV's own sample writes what it made of both beside R and T.
        string sample = extrinsics + "P1: !!opencv-matrix\n   rows: 3\n   cols: 4\n   dt: d\n   data: [ 300, 0, 160, 0, 0, 300, 120, 0, 0, 0, 1, 0 ]\n"
            + "Q: !!opencv-matrix\n   rows: 4\n   cols: 4\n   dt: d\n   data: [ 1, 0, 0, -160, 0, 1, 0, -120, 0, 0, 0, 300, 0, 0, 8.3, 0 ]\n";
        Assert.Equal(truth.Translation, ReadBoth(intrinsics, sample).Translation);
        Assert.Contains("two", Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(sample, "extrinsics.yml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opencv_fisheye() => DepthIsRight(FishEye(Turned), CalibrationTexts.OpenCvYaml);

    [Fact]
    public void Kalibr_with_equidistant_lenses() => DepthIsRight(FishEye(Turned), CalibrationTexts.Kalibr);

    [Fact]
    public void Kalibr_with_radial_and_tangential_distortion() =>
        DepthIsRight(Plain([-0.22, 0.06, 0.0008, -0.0006], Turned, [-Baseline, 0.004, -0.003]), CalibrationTexts.Kalibr);

    [Fact]
    public void Ros_with_a_file_for_each_camera()
    {
        StereoCalibration truth = Plain([-0.22, 0.06, 0.0008, -0.0006, 0.01], Turned, [Turned[0] * -Baseline, Turned[3] * -Baseline, Turned[6] * -Baseline]);
        double[] r = Turned;
        string left = CalibrationTexts.Ros(truth.Left, Straight, 0), right = CalibrationTexts.Ros(truth.Right, [r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]], -Baseline);
        DepthIsRight(truth, ReadBoth(left, right));
        Assert.Contains("both", Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(left, "left.yaml")).Message, StringComparison.Ordinal);
        Assert.Contains("left camera's file first", Assert.Throws<InputException>(() => ReadBoth(right, left)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kitti_with_two_of_four_cameras_chosen()
    {
        const string Text = "P0: 300 0 160 0 0 300 120 0 0 0 1 0\nP1: 300 0 160 -36 0 300 120 0 0 0 1 0\nP2: 300 0 160 12 0 300 120 0 0 0 1 0\nP3: 300 0 160 -60 0 300 120 0 0 0 1 0\n";
        StereoCalibration truth = Plain([], Straight, [-Baseline, 0, 0]);
        DepthIsRight(truth, StereoCalibrationFile.Parse(Text, "calib.txt", (0, 1)));
        Assert.Equal(0.24, StereoCalibrationFile.Parse(Text, "calib.txt").Camera().Baseline, 9);
        Assert.Contains("0, 1, 2, 3", Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(Text, "calib.txt", (4, 5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Middlebury_with_an_offset_of_the_principal_points()
    {
        StereoCalibration plain = Plain([], Straight, [-Baseline, 0, 0]);
        StereoCalibration truth = plain with { Right = plain.Right with { Matrix = [300, 0, 200, 0, 300, 120, 0, 0, 1] } };
        // Every disparity is below zero, yet nothing is exchanged: infinity lies at −40 px.
        DepthIsRight(truth, StereoCalibrationFile.Parse("cam0=[300 0 160; 0 300 120; 0 0 1]\ncam1=[300 0 200; 0 300 120; 0 0 1]\ndoffs=40\nbaseline=0.12\nwidth=320\nheight=240\n", "calib.txt"));
    }

    [Fact]
    public void A_reprojection_matrix_alone()
    {
        StereoCalibration truth = Plain([], Straight, [-Baseline, 0, 0]);
        DepthIsRight(truth, StereoCalibrationFile.Parse($"1 0 0 -160\n0 1 0 -120\n0 0 0 300\n0 0 {CalibrationTexts.Join([1 / Baseline], "")} 0\n", "q.txt"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void One_camera_above_the_other(int direction) => DepthIsRight(Plain([-0.22, 0.06, 0.0008, -0.0006, 0.01], Turned, [0.003, direction * Baseline, 0.002]), CalibrationTexts.OpenCvYaml);

    [Theory]
    [InlineData("D1: !!opencv-matrix\n   rows: 1\n   cols: 5", "D1: !!opencv-matrix\n   rows: 1\n   cols: 3", "0, 0, 0, 0, 0", "0.1, 0.1, 0.1", "3 distortion coefficients")]
    [InlineData("units: m", "distortion_model: omni", "", "", "'omni'")]
    [InlineData("-0.12, 0, 0", "0.12, 0, 0", "", "", "exchange LEFT and RIGHT")]
    [InlineData("-0.12, 0, 0", "0, 0, 0.12", "", "", "one behind the other")]
    [InlineData("1, 0, 0, 0, 1, 0, 0, 0, 1 ]\nT", "1, 0, 0, 0, 2, 0, 0, 0, 1 ]\nT", "", "", "no rotation")]
    [InlineData("300, 0, 160, 0, 300, 120", "0, 0, 160, 0, 300, 120", "", "", "cannot be")]
    public void What_cannot_be_used_is_refused_with_its_reason(string from, string to, string fromToo, string toToo, string reason)
    {
        string text = CalibrationTexts.OpenCvYaml(Plain([0, 0, 0, 0, 0], Straight, [-Baseline, 0, 0])).Replace(from, to, StringComparison.Ordinal);
        if (fromToo.Length > 0)
            text = ReplaceFirst(text, fromToo, toToo);
        InputException refused = Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(text, "c.yml"));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_calibration_without_size_is_judged_by_its_principal_point()
    {
        StereoCalibration half = StereoCalibrationFile.Parse("P0: 600 0 320 0 0 600 240 0 0 0 1 0\nP1: 600 0 320 -72 0 600 240 0 0 0 1 0\n", "calib.txt");
        Assert.Contains("another size", Assert.Throws<InputException>(() => half.RequireFits(new(320, 240))).Message, StringComparison.Ordinal);
        Assert.Contains("another size", Assert.Single(half.RequireFits(new(480, 360))), StringComparison.Ordinal);
        Assert.Empty(half.RequireFits(new(640, 480)));
    }

    [Fact]
    public void Missing_distortion_is_noted()
    {
        string text = CalibrationTexts.OpenCvYaml(Plain([0, 0, 0, 0, 0], Straight, [-Baseline, 0, 0])).Replace("D1:", "E1:", StringComparison.Ordinal);
        Assert.Contains("left camera", Assert.Single(StereoCalibrationFile.Parse(text, "c.yml").Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Deep_nesting_is_refused_before_it_costs_anything(char open, char close) =>
        Assert.Throws<InputException>(() => StereoCalibrationFile.Parse("M1: " + new string(open, 50_000) + new string(close, 50_000), "c.yml"));

    [Fact]
    public void A_thousand_spaces_and_lines_are_read_in_no_time() =>
        Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(string.Concat(Enumerable.Repeat("cam0" + new string(' ', 100) + "\n", 2000)), "c.txt"));

    private static StereoCalibration Plain(double[] distortion, double[] rotation, double[] translation) => new(
        new CameraCalibration([300, 0, 160, 0, 300, 120, 0, 0, 1], distortion), new CameraCalibration([300, 0, 160, 0, 300, 120, 0, 0, 1], distortion), rotation, translation, "m");

    private static StereoCalibration FishEye(double[] rotation)
    {
        var camera = new CameraCalibration([150, 0, 160, 0, 150, 120, 0, 0, 1], [-0.01, 0.03, -0.03, 0.01], LensModel.Fisheye);
        return new StereoCalibration(camera, camera, rotation, [-Baseline, 0.002, 0.001], "m");
    }

    private static void DepthIsRight(StereoCalibration truth, Func<StereoCalibration, string> write) => DepthIsRight(truth, StereoCalibrationFile.Parse(write(truth), "calibration"));

    private static void DepthIsRight(StereoCalibration truth, StereoCalibration read)
    {
        using ImagePair taken = CalibratedScene.Render(truth);
        using CalibratedPair pair = CalibratedPair.Make(taken, read);
        StereoResult result = StereoCatalogue.Create(MethodSpec.Parse("classic"), new AlignerSettings()).Match(pair.Matched, pair.Camera);
        Assert.True(result.IsOk, string.Join("; ", result.Findings.Select(f => f.Text)));
        Assert.InRange(CalibratedScene.MedianDistance(pair.Upright(result), pair.Camera), 0.995, 1.005);
    }

    private static StereoCalibration ReadBoth(string first, string second)
    {
        string folder = Directory.CreateTempSubdirectory("hybrid-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "1"), first);
            File.WriteAllText(Path.Combine(folder, "2"), second);
            return StereoCalibrationFile.Read([Path.Combine(folder, "1"), Path.Combine(folder, "2")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        return text[..at] + to + text[(at + from.Length)..];
    }

    private static double[] RotationOf(double x, double y, double z)
    {
        using OpenCvSharp.Mat vector = OpenCvSharp.Mat.FromPixelData(3, 1, OpenCvSharp.MatType.CV_64FC1, new[] { x, y, z }), matrix = new(), jacobian = new();
        OpenCvSharp.Cv2.Rodrigues(vector, matrix, jacobian);
        matrix.GetArray(out double[] rotation);
        return rotation;
    }
}
