using Hybrid.Core;
using Hybrid.Imaging;
using Hybrid.Stereo;

namespace FromPackages;

/// <summary>The disparity of a stereo pair, rectified or nearly so.</summary>
internal static class StereoExample
{
    public static int Run(string left, string right, string folder)
    {
        IStereoMatcher matcher = StereoCatalogue.Create(MethodSpec.Parse("auto"), new AlignerSettings());
        using var pair = new ImagePair("stereo", ImageReader.Read(left), ImageReader.Read(right));
        StereoResult result = matcher.Match(pair);
        foreach (StereoFinding finding in result.Findings)
            Console.WriteLine(finding.Text);
        if (!result.IsOk)
        {
            Console.WriteLine($"no disparity: {result.Reason}");
            return 1;
        }
        Console.WriteLine($"searched {result.Range}, mean confidence {result.MeanConfidence:0.00}");
        StereoFiles.Write(folder, pair, calibrated: null, result, truth: null, RunRecord.Of(pair, ("left", left), ("right", right), seed: 0));
        return 0;
    }
}
