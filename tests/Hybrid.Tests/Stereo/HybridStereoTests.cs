using Hybrid.Alignment;
using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

public class HybridStereoTests
{
    [Fact]
    public void Hybrid_is_no_worse_than_what_it_starts_from()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult classic = Match(pair, "classic"), hybrid = Match(pair, "hybrid");
        Assert.Equal("hybrid", hybrid.MethodUsed);
        Assert.Contains(hybrid.Provenance, s => s.Step == "cascade");
        ScalarMap truth = StereoScene.Truth();
        Assert.True(StereoScene.Bad(hybrid.Disparity!, truth, 2) <= StereoScene.Bad(classic.Disparity!, truth, 2) + 0.01);
    }

    [Fact]
    public void The_network_alone_needs_more_than_a_seeded_one_for_the_same_accuracy()
    {
        using ImagePair pair = StereoScene.Pair();
        ScalarMap truth = StereoScene.Truth();
        StereoResult alone = Match(pair, "neural"), seeded = Match(pair, "hybrid:trust=0;overrule=0;start-level=8;updates=0/1/1");
        Assert.True(StereoScene.Bad(seeded.Disparity!, truth, 2) <= StereoScene.Bad(alone.Disparity!, truth, 2) + 0.02);
    }

    [Fact]
    public void Auto_leaves_the_network_out_where_the_check_is_passed_and_says_why()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult sure = Match(pair, "auto:enough=0.5"), unsure = Match(pair, "auto:enough=1");
        Assert.Equal("classic", sure.MethodUsed);
        Assert.Contains(sure.Provenance, s => s is { Step: "hybrid", Outcome: StepOutcome.Skipped, Reason: ReasonCode.NotNeeded });
        Assert.Equal("hybrid", unsure.MethodUsed);
    }

    [Fact]
    public void Auto_stands_by_the_classical_result_where_no_model_is_installed()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult result = Match(pair, "auto:enough=1;model=no-such-model");
        Assert.True(result.IsOk);
        Assert.Equal("classic", result.MethodUsed);
        Assert.Contains(result.Provenance, s => s is { Step: "hybrid", Reason: ReasonCode.Unavailable });
    }

    [Fact]
    public void A_method_that_needs_a_model_refuses_to_start_without_it() =>
        Assert.Throws<InputException>(() => StereoCatalogue.Create(MethodSpec.Parse("hybrid:model=no-such-model"), new AlignerSettings()));

    [Fact]
    public void Large_pairs_are_solved_in_a_smaller_frame_and_come_back_in_full_size()
    {
        using ImagePair pair = StereoScene.Pair();
        StereoResult result = Match(pair, "neural:size=160");
        Assert.Equal((StereoScene.Width, StereoScene.Height), (result.Disparity!.Width, result.Disparity.Height));
        Assert.InRange(StereoScene.Bad(result.Disparity, StereoScene.Truth(), 4), 0, 0.5);
    }

    private static StereoResult Match(ImagePair pair, string spec) =>
        StereoCatalogue.Create(MethodSpec.Parse(spec), new AlignerSettings { Threads = 1 }).Match(pair);
}
