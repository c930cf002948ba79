using System.Buffers.Binary;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

public class StereoCalibrationTests
{
    private const string Yaml = """
        %YAML:1.0
        ---
        image_width: 240
        image_height: 160
        units: m
        M1: !!opencv-matrix
           rows: 3
           cols: 3
           dt: d
           data: [ 300., 0., 119.5, 0., 300., 79.5,
               0., 0., 1. ]
        D1: !!opencv-matrix
           rows: 1
           cols: 5
           dt: d
           data: [ -1.0e-02, 0., 0., 0., 0. ]
        M2: !!opencv-matrix
           rows: 3
           cols: 3
           dt: d
           data: [ 300., 0., 119.5, 0., 300., 79.5, 0., 0., 1. ]
        D2: !!opencv-matrix
           rows: 1
           cols: 5
           dt: d
           data: [ 0., 0., 0., 0., 0. ]
        R: !!opencv-matrix
           rows: 3
           cols: 3
           dt: d
           data: [ 1., 0., 0., 0., 1., 0., 0., 0., 1. ]
        T: !!opencv-matrix
           rows: 3
           cols: 1
           dt: d
           data: [ -0.12, 0., 0. ]
        """;

    [Fact]
    public void OpenCvs_yaml_is_read()
    {
        StereoCalibration calibration = StereoCalibrationFile.Parse(Yaml, "a.yml");
        Assert.Equal(new Size(240, 160), calibration.Size);
        Assert.Equal(300, calibration.Left.Fx);
        Assert.Equal(-0.01, calibration.Left.Distortion[0]);
        Assert.Equal(-0.12, calibration.Translation[0]);
        Assert.Equal("m", calibration.Unit);
        Assert.False(calibration.IsRectified);
    }

    [Fact]
    public void Kittis_text_gives_focal_length_and_baseline_in_metres()
    {
        const string Text = "P0: 700 0 600 0 0 700 180 0 0 0 1 0\nP1: 700 0 600 -378 0 700 180 0 0 0 1 0\nP2: 700 0 600 42 0 700 180 0 0 0 1 0\nP3: 700 0 600 -336 0 700 180 0 0 0 1 0\n";
        StereoCalibration calibration = StereoCalibrationFile.Parse(Text, "calib.txt");
        Assert.True(calibration.IsRectified);
        StereoCamera camera = calibration.Camera();
        Assert.Equal((700, 0.54, "m"), (camera.Focal, Math.Round(camera.Baseline, 9), camera.Unit));
        Assert.Equal(700 * 0.54 / 20, camera.Depth(20), 9);
    }

    [Fact]
    public void Middleburys_offset_of_the_principal_points_enters_the_depth()
    {
        const string Text = "cam0=[1000 0 300; 0 1000 200; 0 0 1]\ncam1=[1000 0 330; 0 1000 200; 0 0 1]\ndoffs=30\nbaseline=100\nwidth=640\nheight=400\n";
        Assert.Equal(1000 * 100 / 50.0, StereoCalibrationFile.Parse(Text, "calib.txt").Camera().Depth(20), 9);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("P2: 1 2 3\nP3: 1 2 3\n")]
    [InlineData("cam0=[1 0 0; 0 1 0; 0 0 1]\nbaseline=1\n")]
    [InlineData("P0: 700 0 600 0 0 700 180 0 0 0 1 0\nP1: 700 0 600 378 0 700 180 0 0 0 1 0\n")]
    public void What_is_no_calibration_is_refused_in_one_line(string text) =>
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => StereoCalibrationFile.Parse(text, "x")).Message);

    [Fact]
    public void A_calibrated_pair_is_resampled_only_where_it_must_be()
    {
        using ImagePair pair = StereoScene.Pair();
        using CalibratedPair distorted = CalibratedPair.Make(pair, StereoCalibrationFile.Parse(Yaml, "a.yml"));
        using CalibratedPair plain = CalibratedPair.Make(pair, StereoCalibrationFile.Parse(Yaml.Replace("-1.0e-02", "0.", StringComparison.Ordinal), "a.yml"));
        Assert.True(distorted.IsResampled);
        Assert.False(plain.IsResampled);
        Assert.Equal(0.12, distorted.Camera.Baseline, 6);
        Assert.Equal(300, plain.Camera.Focal, 6);
    }

    [Fact]
    public void The_point_cloud_holds_every_confident_pixel_at_its_place()
    {
        var camera = new StereoCamera(100, 1, 1, 1, 2, "m");
        var disparity = new ScalarMap(3, 2, [10, 10, float.NaN, 20, 20, 20]);
        var confidence = new ScalarMap(3, 2, [1, 1, 1, 0.1f, 1, 1]);
        using var left = new Mat(2, 3, MatType.CV_8UC3, new Scalar(1, 2, 3));
        byte[] ply = PointCloud.EncodePly(disparity, confidence, left, camera, 0.5);
        string header = System.Text.Encoding.ASCII.GetString(ply);
        Assert.Contains("element vertex 4\n", header, StringComparison.Ordinal);
        int body = header.IndexOf("end_header\n", StringComparison.Ordinal) + "end_header\n".Length;
        Assert.Equal(4 * 15, ply.Length - body);
        // First pixel: z = 100 · 2 / 10, one pixel left of and above the principal point.
        Assert.Equal([-0.2f, -0.2f, 20f], new[] { 0, 4, 8 }.Select(o => BinaryPrimitives.ReadSingleLittleEndian(ply.AsSpan(body + o))));
        Assert.Equal([3, 2, 1], ply.AsSpan(body + 12, 3).ToArray().Select(b => (int)b));
    }
}
