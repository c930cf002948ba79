using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Overlap;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Overlap;

/// <summary>Both methods that find what two images share.</summary>
public class OverlapFinderTests
{
    private static readonly AlignerSettings Settings = new() { ModelFolder = Models.Folder, Threads = 2 };

    private static ImagePair Translated(int dx, int dy, int seed)
    {
        using Mat scene = Scenes.Textured(320 + dx, 240 + dy, seed);
        return new ImagePair("pair", scene[new Rect(0, 0, 320, 240)].Clone(), scene[new Rect(dx, dy, 320, 240)].Clone());
    }

    private static double Agreement(Mat mask, Mat truth)
    {
        using var both = new Mat();
        using var either = new Mat();
        Cv2.BitwiseAnd(mask, truth, both);
        Cv2.BitwiseOr(mask, truth, either);
        return Cv2.CountNonZero(both) / (double)Cv2.CountNonZero(either);
    }

    [Theory]
    [InlineData("network", 0.85)]
    [InlineData("classic", 0.98)]
    public void Crops_of_one_picture_share_what_was_cut_twice(string method, double least)
    {
        IOverlapFinder finder = OverlapCatalogue.Create(MethodSpec.Parse(method), Settings);
        foreach ((int dx, int dy) in new[] { (60, 20), (150, 0), (200, 60) })
        {
            using ImagePair pair = Translated(dx, dy, 11);
            using OverlapResult masks = finder.Find(pair);
            Assert.True(masks.Overlaps);
            using Mat truth = ClassicOverlap.Frame(Homography.Translation(-dx, -dy), pair.A.Size(), pair.B.Size());
            Assert.InRange(Agreement(masks.A, truth), least, 1);
            Assert.InRange(masks.FractionB, 0.7 * masks.FractionA, 1.4 * masks.FractionA);
        }
    }

    [Fact]
    public void A_second_look_is_taken_where_little_is_shared_and_recorded()
    {
        IOverlapFinder once = OverlapCatalogue.Create(MethodSpec.Parse("network:closer=off"), Settings);
        IOverlapFinder twice = OverlapCatalogue.Create(MethodSpec.Parse("network"), Settings);
        double gain = 0;
        int seed = 21;
        foreach ((int dx, int dy) in new[] { (220, 0), (230, 60), (0, 180), (250, 40), (240, 100) })
        {
            using ImagePair pair = Translated(dx, dy, seed++);
            using OverlapResult first = once.Find(pair), second = twice.Find(pair);
            Assert.DoesNotContain(first.Provenance, s => s.Step == "overlap-closer");
            if (!first.Overlaps)
                continue;
            Assert.Contains(second.Provenance, s => s is { Step: "overlap-closer", Outcome: StepOutcome.Accepted });
            using Mat truth = ClassicOverlap.Frame(Homography.Translation(-dx, -dy), pair.A.Size(), pair.B.Size());
            gain += Agreement(second.A, truth) - Agreement(first.A, truth);
        }
        Assert.True(gain > 0, $"{gain}");
        using ImagePair near = Translated(40, 20, 11);
        using OverlapResult much = twice.Find(near);
        Assert.Contains(much.Provenance, s => s is { Step: "overlap-closer", Outcome: StepOutcome.Skipped, Reason: ReasonCode.NotNeeded });
    }

    // The network is wrong on three strangers of a hundred photographs; painted ones are strange to it as well.
    [Theory]
    [InlineData("network", 2)]
    [InlineData("classic:escalate=none", 0)]
    public void Strangers_share_nothing(string method, int mostWrong)
    {
        IOverlapFinder finder = OverlapCatalogue.Create(MethodSpec.Parse(method), Settings);
        int wrong = 0;
        for (int seed = 1; seed <= 8; seed++)
        {
            using var pair = new ImagePair("strangers", Scenes.Textured(320, 240, seed), Scenes.Textured(300, 260, 76 + seed));
            using OverlapResult masks = finder.Find(pair);
            Assert.NotEmpty(masks.Provenance);
            if (masks.Overlaps)
            {
                wrong++;
                continue;
            }
            Assert.Equal(0, Cv2.CountNonZero(masks.A) + Cv2.CountNonZero(masks.B));
            Assert.NotEqual(ReasonCode.None, masks.Reason);
        }
        Assert.InRange(wrong, 0, mostWrong);
    }

    [Fact]
    public void The_frame_under_a_homography_is_every_pixel_that_it_sends_into_the_other()
    {
        var h = new Homography(0.9, -0.3, 40, 0.25, 1.1, -30, 3e-4, -2e-4, 1);
        var from = new Size(160, 120);
        var to = new Size(140, 150);
        using Mat mask = ClassicOverlap.Frame(h, from, to);
        int wrong = 0;
        for (int y = 0; y < from.Height; y++)
        {
            for (int x = 0; x < from.Width; x++)
            {
                Point2d p = h.Apply(new Point2d(x, y));
                bool inside = p.X >= -0.5 && p.Y >= -0.5 && p.X <= to.Width - 0.5 && p.Y <= to.Height - 0.5;
                wrong += inside == (mask.At<byte>(y, x) == 255) ? 0 : 1;
            }
        }
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void A_gate_keeps_the_alignment_and_says_what_it_saw()
    {
        using ImagePair pair = Translated(120, 10, 21);
        IAligner gated = AlignerCatalogue.Create(MethodSpec.Parse("classic:gate=on;escalate=none"), Settings);
        var alignment = gated.Align(pair);
        Assert.True(alignment.IsOk);
        Assert.Equal("overlap", alignment.Provenance[0].Step);
        Assert.Contains(alignment.Provenance, s => s.Step.EndsWith("+gate", StringComparison.Ordinal) && s.Outcome == StepOutcome.Accepted);
        Point2d moved = alignment.Homography!.Value.Apply(new Point2d(200, 100));
        Assert.Equal(80, moved.X, 0.5);
        Assert.Equal(90, moved.Y, 0.5);
    }

    [Fact]
    public void Unknown_methods_and_options_are_refused()
    {
        Assert.Contains("network", Assert.Throws<InputException>(() => OverlapCatalogue.Create(MethodSpec.Parse("netwrk"), Settings)).Message, StringComparison.Ordinal);
        Assert.Contains("long-side", Assert.Throws<InputException>(() => OverlapCatalogue.Create(MethodSpec.Parse("network:longside=3"), Settings)).Message, StringComparison.Ordinal);
    }
}
