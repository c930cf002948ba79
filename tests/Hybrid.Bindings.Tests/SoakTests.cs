using Hybrid.Native;
using OpenCvSharp;
using OpenCvSharp.Features2D;

namespace Hybrid.Bindings.Tests;

/// <summary>Ten thousand creations and failures of each native type: memory stays where it was after the warm-up.</summary>
[Collection(nameof(SoakTests))]
[CollectionDefinition(nameof(SoakTests), DisableParallelization = true)]
public sealed class SoakTests
{
    private const int Rounds = 10_000;
    private const long Allowed = 12 << 20;

    public static TheoryData<string> Subjects =>
    [
        "mat", "mat over an array", "mat left to the finalizer", "failing call", "scalar argument", "sift", "orb", "matcher", "flann", "stereo", "clahe",
        "stitcher", "dis", "decode", "decode failure", "encode", "probe", "lists of points", "lists of mats",
    ];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Memory_stays_flat(string subject)
    {
        var once = Once(subject);
        for (var i = 0; i < Rounds / 5; i++)
            once();
        var before = Resident();
        for (var i = 0; i < Rounds; i++)
            once();
        var growth = Resident() - before;
        Assert.True(growth < Allowed, $"{subject}: {growth / 1024} KB in {Rounds} rounds");
    }

    private static Action Once(string subject)
    {
        var small = new Mat(8, 8, MatType.CV_8UC3, new Scalar(1, 2, 3));
        var gray = new Mat(8, 8, MatType.CV_8UC1, new Scalar(1));
        var array = new byte[4096];
        Cv2.ImEncode(".png", small, out var png);
        var cut = png[..^8];
        using var bits = new Mat(8, 8, MatType.CV_8UC1, new Scalar(0));
        Cv2.Rectangle(bits, new Rect(2, 2, 3, 3), Scalar.White, Cv2.FILLED);
        var shape = bits.Clone();
        var left = 0;
        return subject switch
        {
            "mat" => () => new Mat(64, 64, MatType.CV_8UC3).Dispose(),
            "mat over an array" => () => Mat.FromPixelData(64, 64, MatType.CV_8UC1, array).Dispose(),
            "mat left to the finalizer" => () =>
            {
                _ = new Mat(16, 16, MatType.CV_8UC1);
                if (++left % 500 == 0)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
            },
            "failing call" => () => Assert.Throws<OpenCVException>(() => Cv2.MedianBlur(small, gray, 4)),
            "scalar argument" => () => Cv2.Add(gray, new Scalar(1), gray),
            "sift" => () => SIFT.Create().Dispose(),
            "orb" => () => ORB.Create().Dispose(),
            "matcher" => () => new BFMatcher(NormTypes.Hamming).Dispose(),
            "flann" => () => new FlannBasedMatcher().Dispose(),
            "stereo" => () => StereoSGBM.Create(0, 16, 3).Dispose(),
            "clahe" => () => Cv2.CreateCLAHE().Dispose(),
            "stitcher" => () => Stitcher.Create().Dispose(),
            "dis" => () => new DisFlow().Dispose(),
            "decode" => () => Cv2.ImDecode(png, ImreadModes.Color).Dispose(),
            "decode failure" => () => Cv2.ImDecode(cut, ImreadModes.Color).Dispose(),
            "encode" => () => Cv2.ImEncode(".jpg", small, out _),
            "probe" => () => ImageProbe.Read(png),
            "lists of points" => () => Cv2.FindContoursAsArray(shape, RetrievalModes.List, ContourApproximationModes.ApproxSimple),
            "lists of mats" => () =>
            {
                foreach (var m in Cv2.Split(small))
                    m.Dispose();
            },
            _ => throw new ArgumentException(subject),
        };
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
