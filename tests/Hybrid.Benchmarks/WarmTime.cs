using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Overlap;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>Time of methods on one pair of 640×480 in a warm process: methods take turns, the first round is not counted.</summary>
internal static class WarmTime
{
    public static int Run(string[] args)
    {
        if (args is not [var kind, var left, var right, var rounds, .. { Length: > 0 } specs])
        {
            Console.Error.WriteLine("usage: warm align|overlap|stereo A B ROUNDS METHOD [METHOD...]: images are resized to 640x480");
            return 2;
        }
        using var pair = new ImagePair(Path.GetFileName(left), Resized(left), Resized(right));
        var settings = new AlignerSettings();
        Action[] runs = [.. specs.Select(s => Runner(kind, MethodSpec.Parse(s), settings, pair))];
        List<double>[] times = [.. specs.Select(_ => new List<double>())];
        for (int round = 0; round <= int.Parse(rounds, CultureInfo.InvariantCulture); round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                runs[i]();
                if (round > 0)
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        for (int i = 0; i < runs.Length; i++)
        {
            times[i].Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{specs[i]}: median {times[i][times[i].Count / 2]:F0} ms, {times[i][0]:F0} to {times[i][^1]:F0}, {times[i].Count} rounds"));
        }
        return 0;
    }

    private static Mat Resized(string path)
    {
        using Mat image = ImageReader.Read(path);
        var resized = new Mat();
        Cv2.Resize(image, resized, new Size(640, 480), 0, 0, InterpolationFlags.Area);
        return resized;
    }

    private static Action Runner(string kind, MethodSpec spec, AlignerSettings settings, ImagePair pair)
    {
        switch (kind)
        {
            case "align":
                IAligner aligner = AlignerCatalogue.Create(spec, settings);
                return () => aligner.Align(pair);
            case "overlap":
                IOverlapFinder finder = OverlapCatalogue.Create(spec, settings);
                return () => finder.Find(pair).Dispose();
            case "stereo":
                IStereoMatcher matcher = StereoCatalogue.Create(spec, settings);
                return () => matcher.Match(pair);
            default:
                throw new InputException($"'{kind}' is none of align, overlap, stereo");
        }
    }
}
