using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Tests.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

/// <summary>Whole methods on a pair of the embedded set, with the networks of the repository.</summary>
public class RealPairTests
{
    private static readonly string Embedded = Path.Combine(Models.Folder, "..", "datasets", "embedded", "homography");

    [Theory]
    [InlineData("classic", 2)]
    [InlineData("control", 1)]
    [InlineData("hybrid", 1)]
    [InlineData("auto", 1)]
    [InlineData("neural", 3)]
    public void A_method_finds_the_homography_of_a_real_pair_and_says_whose_it_is(string method, double bound)
    {
        using ImagePair pair = Read();
        AlignmentResult result = AlignerCatalogue.Create(MethodSpec.Parse(method), Settings(Models.Folder)).Align(pair);
        Assert.True(result.IsOk, $"{result.Reason}: {result.Provenance[^1].Evidence}");
        double error = HomographyErrors.Corner(result.Homography!.Value, Truth("viewpoint_posters", 2), pair.A.Size());
        Assert.True(error < bound, $"{error:F2} px");
        Assert.Equal(method, result.MethodRequested);
        Assert.Contains(result.MethodUsed, AlignerCatalogue.Names);
        Assert.All(result.Provenance, s => Assert.DoesNotContain("-+", s.Evidence, StringComparison.Ordinal));
        if (result.MethodUsed is "hybrid" or "neural")
            Assert.Contains(result.Provenance, s => s.Step == "cascade" && s.Outcome == StepOutcome.Accepted);
    }

    /// <summary>Both views blurred by motion: learned features agree on a part of them with more matches than the few of the whole, which are right.</summary>
    [Fact]
    public void More_matches_of_a_part_do_not_replace_few_of_the_whole()
    {
        using ImagePair pair = Read("motion_blur_aerial", 4);
        AlignmentResult result = AlignerCatalogue.Start(MethodSpec.Parse("hybrid"), Settings(Models.Folder)).Align(pair);
        Assert.True(result.IsOk, $"{result.Reason}: {result.Provenance[^1].Evidence}");
        Assert.Contains(result.Provenance, s => s.Step.StartsWith("features-s", StringComparison.Ordinal) && s.Outcome == StepOutcome.Rejected);
        double error = HomographyErrors.Corner(result.Homography!.Value, Truth("motion_blur_aerial", 4), pair.A.Size());
        Assert.True(error < 4, $"{error:F2} px");
    }

    /// <summary>The toy network's two features align nothing: what is tested is that the method runs it, and says what came of it.</summary>
    [Theory]
    [InlineData("learned:network=xfeat-sparse", 1)]
    [InlineData("learned:network=xfeat-sparse;escalate=full", 2)]
    public void Learned_runs_a_network_of_the_users_own_first(string spec, int leastSteps)
    {
        using var folder = new TemporaryFolder();
        Install("xfeat-sparse", folder.Path);
        using ImagePair pair = Read();
        AlignmentResult result = AlignerCatalogue.Create(MethodSpec.Parse(spec), Settings(folder.Path)).Align(pair);
        Assert.Equal("learned", result.MethodRequested);
        Assert.StartsWith("xfeat-sparse", result.Provenance[0].Step, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.Rejected, result.Provenance[0].Outcome);
        Assert.True(result.Provenance.Count >= leastSteps);
        Assert.Equal(leastSteps > 1, result.IsOk);
        Assert.Equal(result.IsOk ? "classic" : "learned", result.MethodUsed);
    }

    private static AlignerSettings Settings(string models) => new() { Seed = 1, Threads = 1, ModelFolder = models };

    private static ImagePair Read(string scene = "viewpoint_posters", int second = 2) => new(
        $"{scene}/1-{second}", Cv2.ImRead(Path.Combine(Embedded, scene, "1.jpg"), ImreadModes.Color), Cv2.ImRead(Path.Combine(Embedded, scene, $"{second}.jpg"), ImreadModes.Color));

    private static Homography Truth(string scene, int second) => HomographyFile.Read(Path.Combine(Embedded, scene, $"H_1_{second}.txt"));

    private static void Install(string name, string models)
    {
        ModelFolder model = Exports.Open(name);
        string target = Path.Combine(models, name);
        Directory.CreateDirectory(target);
        File.Copy(Path.Combine(model.Path, name + ".onnx"), Path.Combine(target, name + ".onnx"));
        File.WriteAllText(Path.Combine(target, "model.json"), JsonSerializer.Serialize(model.Card));
    }
}
