using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Stitching;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Stitching;

/// <summary>Views of two sensors, which classical features do not link.</summary>
public sealed class LearnedLinkTests
{
    private const int Left = 110;
    private static readonly Homography View = new(0.97, 0.03, 8, -0.02, 0.98, 6, 3e-5, -4e-5, 1);

    [Fact]
    public void A_network_links_what_classical_features_do_not()
    {
        using ImagePair pair = OtherSensor.Pair("viewpoint_posters", View);
        using Mat first = pair.A[new Rect(0, 0, 370, 360)].Clone(), second = pair.B[new Rect(Left, 0, 370, 360)].Clone();
        SourceImage[] images = [new("a", first), new("b", second)];
        using (StitchResult classic = new PanoramaStitcher(new() { Method = StitchMethod.Classic, Threads = 1 }).Stitch(images))
            Assert.Empty(classic.Panoramas);

        using StitchResult result = new PanoramaStitcher(new() { Method = StitchMethod.Auto, Threads = 1, ModelFolder = Models.Folder }).Stitch(images);
        Assert.Equal(2, Assert.Single(result.Panoramas).Members.Count);
        PairDecision link = Assert.Single(result.Pairs);
        Assert.Contains(link.Steps, s => s.Step.StartsWith(DescriptorNetwork.DefaultModel, StringComparison.Ordinal) && s.Outcome == StepOutcome.Accepted);
        Homography truth = Homography.Translation(-Left, 0) * View;
        Assert.InRange(HomographyErrors.Corner(link.Homography!.Value, truth, first.Size()), 0, 6);
    }
}
