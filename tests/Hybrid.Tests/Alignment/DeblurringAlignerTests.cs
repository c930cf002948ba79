using Hybrid.Alignment;
using Hybrid.Geometry;
using Hybrid.Restoration;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Alignment;

public class DeblurringAlignerTests
{
    private static ImagePair Pair(double sigma)
    {
        Mat a = Scenes.Textured(320, 240, 21), b = new();
        using Mat shift = Mat.FromArray(new double[,] { { 1, 0, 12 }, { 0, 1, -7 } });
        Cv2.WarpAffine(a, b, shift, a.Size(), InterpolationFlags.Cubic, BorderTypes.Reflect);
        Cv2.GaussianBlur(a, a, new Size(0, 0), sigma);
        Cv2.GaussianBlur(b, b, new Size(0, 0), sigma);
        return new ImagePair("made", a, b);
    }

    private static DeblurringAligner Create(FakeDeblurrer deblurrer, DeblurUse use, bool fails = false) =>
        new(fails ? new FailsOnBlur() : new ClassicAligner(new ClassicOptions(), new AlignerSettings { Threads = 1 }), deblurrer, use, 1);

    [Fact]
    public void Off_and_an_alignment_found_without_deblur_nothing()
    {
        using ImagePair pair = Pair(0.8);
        var deblurrer = new FakeDeblurrer();
        Assert.True(Create(deblurrer, DeblurUse.Off).Align(pair).IsOk);
        AlignmentResult auto = Create(deblurrer, DeblurUse.Auto).Align(pair);
        Assert.True(auto.IsOk);
        Assert.Equal((0, StepOutcome.Skipped), (deblurrer.Count, auto.Provenance[^1].Outcome));
    }

    [Fact]
    public void On_aligns_the_deblurred_images_and_verifies_on_the_originals()
    {
        using ImagePair pair = Pair(1.2);
        var deblurrer = new FakeDeblurrer();
        AlignmentResult result = Create(deblurrer, DeblurUse.On).Align(pair);
        Assert.True(result.IsOk);
        Assert.Equal(2, deblurrer.Count);
        Point2d p = result.Homography!.Value.Apply(new Point2d(100, 100));
        Assert.Equal((112, 93), (Math.Round(p.X), Math.Round(p.Y)));
        Assert.Contains("as they came", result.Provenance[^1].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_deblurs_can_be_named_and_is_told()
    {
        using ImagePair pair = Pair(1.2);
        var settings = new AlignerSettings { Threads = 1, ModelFolder = Models.Folder };
        AlignmentResult network = AlignerCatalogue.Create(MethodSpec.Parse("classic:deblur=on;deblurrer=network"), settings).Align(pair);
        Assert.StartsWith("mimo-s", network.Provenance[0].Evidence, StringComparison.Ordinal);
        foreach (string name in new[] { "wiener", "nothing" })
        {
            var error = Assert.Throws<InputException>(() => AlignerCatalogue.Create(MethodSpec.Parse($"classic:deblur=on;deblurrer={name}"), settings));
            Assert.Contains("network", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_originals_do_not_support_is_a_failure_with_its_reason()
    {
        using ImagePair pair = Pair(0.8);
        AlignmentResult result = new DeblurringAligner(new Wrong(), new FakeDeblurrer(), DeblurUse.On, 1).Align(pair);
        Assert.False(result.IsOk);
        Assert.Equal(StepOutcome.Rejected, result.Provenance[^1].Outcome);
    }

    [Fact]
    public void Auto_tries_where_nothing_was_found_and_an_image_is_blurred()
    {
        using ImagePair sharp = Pair(0.01), blurred = Pair(3);
        var deblurrer = new FakeDeblurrer();
        Assert.False(Create(deblurrer, DeblurUse.Auto, fails: true).Align(sharp).IsOk);
        Assert.Equal(0, deblurrer.Count);
        Create(deblurrer, DeblurUse.Auto, fails: true).Align(blurred);
        Assert.Equal(2, deblurrer.Count);
    }

    [Fact]
    public void Every_method_takes_the_option()
    {
        foreach (string name in AlignerCatalogue.Names)
            Assert.Contains(DeblurringAligner.Option, AlignerCatalogue.Methods.Find(name).Options.Select(o => o.Name));
        Assert.Throws<InputException>(() => AlignerCatalogue.Create(MethodSpec.Parse("classic:deblur=perhaps"), new AlignerSettings()));
        Assert.IsType<ClassicAligner>(AlignerCatalogue.Create(MethodSpec.Parse("classic:deblur=off"), new AlignerSettings()));
    }

    private sealed class FakeDeblurrer : IDeblurrer
    {
        public int Count { get; private set; }

        public string Name => "none";

        public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
        {
            Count++;
            return image.Clone();
        }
    }

    private sealed class FailsOnBlur : IAligner
    {
        public string Name => "fails";

        public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default) => new()
        {
            Status = ResultStatus.Failed,
            Reason = ReasonCode.TooFewMatches,
            MethodRequested = Name,
            MethodUsed = Name,
        };
    }

    private sealed class Wrong : IAligner
    {
        public string Name => "wrong";

        public AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default)
        {
            Homography h = Homography.Translation(-60, 55);
            return new AlignmentResult
            {
                Status = ResultStatus.Ok,
                Reason = ReasonCode.Verified,
                MethodRequested = Name,
                MethodUsed = Name,
                Homography = h,
                MatchCount = 40,
                Confidence = 1,
                Inliers = [.. Enumerable.Range(0, 30).Select(i => new Point2d(80 + 8 * (i % 20), 20 + i * 5)).Select(p => new PointMatch(p, h.Apply(p), 1))],
            };
        }
    }
}
