using Hybrid.Imaging;
using Hybrid.Restoration;
using Hybrid.Tests.Imaging;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Restoration;

public class BlindDeblurrerTests
{
    private static readonly BlindOptions Small = new() { Side = 15 };

    /// <summary>Lets every kernel pass, so that the whole of the work is done.</summary>
    private static readonly BlindOptions Open = Small with { LeastBlur = 0, LeastAgreement = 0, LeastSpread = 0, MostCompact = 2, LeastSpectralGain = double.NegativeInfinity, MostMisfit = 1e6, MostGrowth = 1e6, MostClipped = 1, SureSpectralGain = double.PositiveInfinity, TryLinear = false };

    private static readonly BlurKernel Shake = new(9, 9, [.. Enumerable.Range(0, 81).Select(i => i / 9 == i % 9 ? 1.0 + i / 9 : i / 9 == 8 && i % 9 > 3 ? 2.0 : 0)]);

    /// <summary>A part of a photograph: estimation needs edges and areas between them; painted noise has no such thing.</summary>
    private static Mat Photograph()
    {
        using Mat whole = ImageReader.Read(Path.Combine(Embedded("homography"), "viewpoint_posters", "1.jpg"));
        return whole[new Rect(whole.Width / 2 - 160, whole.Height / 2 - 120, 320, 240)].Clone();
    }

    private static DeblurResult Run(Mat image, BlindOptions? options = null, int threads = 1) =>
        new BlindDeblurrer(options ?? Small, threads).DeblurWithReason(image);

    /// <summary>The kernel moved by half a pixel to the right and down.</summary>
    private static float[] Between(float[] kernel, int x, int y)
    {
        float At(int i) => i < 0 ? 0 : kernel[i];
        return [.. Enumerable.Range(0, kernel.Length).Select(i => (At(i) + At(i - x) + At(i - 15 * y) + At(i - x - 15 * y)) / 4)];
    }

    private static string Embedded(string task)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "datasets", "embedded", task)))
            folder = folder.Parent;
        return Path.Combine(Assert.IsType<DirectoryInfo>(folder).FullName, "datasets", "embedded", task);
    }

    private static Mat Gray(Mat image)
    {
        var gray = new Mat();
        if (image.Channels() == 1)
            image.CopyTo(gray);
        else
            Cv2.CvtColor(image, gray, ColorConversionCodes.BGR2GRAY);
        gray.ConvertTo(gray, MatType.CV_32F, 1 / 255.0);
        return gray;
    }

    [Fact]
    public void The_kernel_of_a_blurred_image_is_found_up_to_its_place()
    {
        // Estimation needs edges and areas between them, as photographs have; painted noise has no such thing.
        using Mat sharp = ImageReader.Read(Path.Combine(Embedded("homography"), "viewpoint_posters", "1.jpg")), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        using Mat gray = Gray(blurred), light = new();
        LinearLight.From(gray, light, 2.2);
        KernelGrid found = KernelEstimator.Estimate(light, Small, CancellationToken.None);
        var raw = new float[15 * 15];
        for (int i = 0; i < 81; i++)
            raw[(i / 9 + 3) * 15 + i % 9 + 3] = Shake.Values[i];
        // Its place is free to fractions of a pixel, too.
        double similarity = new[] { (0, 0), (1, 0), (0, 1), (1, 1) }.Max(half => found.Similarity(KernelGrid.Of(15, Between(raw, half.Item1, half.Item2))));
        Assert.True(similarity > 0.75, $"similarity {similarity}");
    }

    [Fact]
    public void A_gaussian_is_compact_and_a_path_is_not()
    {
        float[] Values(Func<int, int, double> at) => [.. Enumerable.Range(0, 225).Select(i => (float)at(i % 15 - 7, i / 15 - 7))];
        double Compactness(Func<int, int, double> at) => KernelGrid.Of(15, Values(at)).Compactness();
        Assert.InRange(Compactness((x, y) => Math.Exp(-0.5 * (x * x + y * y) / 4.0)), 0.97, 1);
        Assert.InRange(Compactness((x, y) => Math.Exp(-0.5 * ((x + y) * (x + y) / 9.0 + (x - y) * (x - y) / 3.0))), 0.97, 1);
        Assert.InRange(Compactness((x, y) => (x == -4 && y >= -4) || (y == 5 && x >= -4) ? 1 : 0), 0, 0.6);
    }

    [Fact]
    public void Tiles_give_what_the_whole_gives()
    {
        using Mat sharp = Photograph(), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        var tiles = new TileOptions { WholePixels = 1, Size = Math.Max(sharp.Width, sharp.Height) / 2 + 60, Overlap = 80 };
        using DeblurResult whole = Run(blurred, Open), cut = Run(blurred, Open with { Tiles = tiles });
        Assert.Equal((ReasonCode.None, ReasonCode.None), (whole.Reason, cut.Reason));
        using var difference = new Mat();
        Cv2.Absdiff(whole.Image, cut.Image, difference);
        Assert.InRange(Cv2.Mean(difference).Val0, 0, 0.5);
        Assert.True(Cv2.Norm(whole.Image, blurred, NormTypes.L1) > 10 * Cv2.Norm(whole.Image, cut.Image, NormTypes.L1));
    }

    [Fact]
    public void A_result_that_rings_is_refused_with_what_was_measured()
    {
        using Mat sharp = Photograph(), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        using DeblurResult taken = Run(blurred, Open), refused = Run(blurred, Open with { MostGrowth = 1 }), clipped = Run(blurred, Open with { MostClipped = -1 });
        Assert.Equal(ReasonCode.None, taken.Reason);
        foreach (DeblurResult result in new[] { refused, clipped })
        {
            Assert.Equal(ReasonCode.Ringing, result.Reason);
            Assert.Contains("differences grow", result.Evidence, StringComparison.Ordinal);
            Assert.Equal(0, Cv2.Norm(result.Image, blurred, NormTypes.INF));
        }
    }

    [Fact]
    public void Overshoot_is_the_growth_of_differences_and_of_black_and_white()
    {
        using Mat image = new(40, 50, MatType.CV_32FC3), doubled = new(), bright = new();
        for (int y = 0, rows = image.Rows; y < rows; y++)
        {
            Span<float> row = MatRows.Row<float>(image, y);
            for (int i = 0; i < row.Length; i++)
                row[i] = 0.5f + 0.1f * MathF.Sin(i / 3 * 0.7f + y);
        }
        image.ConvertTo(doubled, MatType.CV_32F, 2, -0.5);
        image.ConvertTo(bright, MatType.CV_32F, 1, 0.5);
        Overshoot same = Overshoot.Of(image, image), grown = Overshoot.Of(image, doubled), burnt = Overshoot.Of(image, bright);
        Assert.Equal((1, 0, 0), (same.Growth, same.Clipped, same.Before));
        Assert.Equal(4, grown.Growth, 4);
        Assert.Equal(0, grown.Clipped);
        Assert.InRange(burnt.Clipped, 0.4, 0.6);
        Assert.True(burnt.Growth < 1);
    }

    [Fact]
    public void The_spectrum_of_a_shaken_image_speaks_for_its_path_and_that_of_a_soft_one_against_it()
    {
        using Mat sharp = ImageReader.Read(Path.Combine(Embedded("homography"), "viewpoint_posters", "1.jpg")), soft = new();
        using Mat shaken = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        Cv2.GaussianBlur(sharp, soft, new Size(0, 0), 2);
        var raw = new float[15 * 15];
        for (int i = 0; i < 81; i++)
            raw[(i / 9 + 3) * 15 + i % 9 + 3] = Shake.Values[i];
        double Gain(Mat image)
        {
            using Mat gray = Gray(image), light = new();
            LinearLight.From(gray, light, 2.2);
            return new KernelLikelihood(light, 1e-5).Gain(KernelGrid.Of(15, raw));
        }
        double ofShaken = Gain(shaken), ofSoft = Gain(soft);
        Assert.True(ofShaken > new BlindOptions().LeastSpectralGain, $"shaken {ofShaken}");
        Assert.True(ofSoft < 0, $"soft {ofSoft}");
    }

    [Fact]
    public void An_image_out_of_focus_is_left_to_the_network()
    {
        using Mat sharp = Photograph(), blurred = new();
        Cv2.GaussianBlur(sharp, blurred, new Size(0, 0), 2);
        using DeblurResult result = Run(blurred, Open with { MostCompact = new BlindOptions().MostCompact });
        Assert.Equal((ReasonCode.KernelCompact, DeblurResult.Input), (result.Reason, result.MethodUsed));
    }

    [Fact]
    public void Small_flat_saturated_and_sharp_images_come_back_as_they_were_with_the_reason()
    {
        using Mat tiny = Scenes.Textured(40, 30, 1), flat = new(120, 160, MatType.CV_8UC3, Scalar.All(90)), sharp = Scenes.Textured(200, 160, 2);
        using Mat black = Scenes.Textured(200, 160, 3), upper = new(black, new Rect(0, 0, 200, 110));
        upper.SetTo(Scalar.All(255));
        (Mat Image, ReasonCode Reason)[] cases =
        [
            (tiny, ReasonCode.TooSmall),
            (flat, ReasonCode.TooLittleTexture),
            (black, ReasonCode.TooSaturated),
            (sharp, ReasonCode.NotBlurred),
        ];
        foreach ((Mat image, ReasonCode reason) in cases)
        {
            using DeblurResult result = Run(image);
            Assert.Equal((reason, DeblurResult.Input), (result.Reason, result.MethodUsed));
            Assert.NotEmpty(result.Evidence);
            Assert.Equal(0, Pictures.LargestDifference(image, result.Image));
        }
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        using Mat sharp = Scenes.Textured(240, 180, 7), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        using DeblurResult one = Run(blurred, Open, 1), two = Run(blurred, Open, 2);
        Assert.Contains("misfit", one.Evidence, StringComparison.Ordinal);
        Assert.Equal(one.Evidence, two.Evidence);
        Assert.Equal(0, Pictures.LargestDifference(one.Image, two.Image));
    }

    [Fact]
    public void A_kernel_that_is_known_is_undone_and_placed_midway_between_its_centroid_and_its_box()
    {
        using Mat sharp = Scenes.Textured(200, 160, 3), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1);
        var raw = new float[15 * 15];
        for (int i = 0; i < 81; i++)
            raw[(i / 9 + 5) * 15 + i % 9 + 1] = Shake.Values[i];
        using Mat before = Gray(blurred), truth = Gray(sharp);
        KernelGrid kernel = KernelGrid.Of(15, raw);
        (double x, double y) = kernel.Place();
        double sumX = 0, sumY = 0;
        for (int i = 0; i < kernel.Values.Length; i++)
            (sumX, sumY) = (sumX + kernel.Values[i] * (i % 15 - 7), sumY + kernel.Values[i] * (i / 15 - 7));
        (double boxX, double boxY) = kernel.BoxCentre();
        Assert.Equal((sumX + boxX) / 2, x, 4);
        Assert.Equal((sumY + boxY) / 2, y, 4);
        (Mat restored, double misfit) = new SparseDeconvolution(kernel, 2.2, 0.01).Restore(before, CancellationToken.None);
        using (restored)
        using (Mat placed = new(), shift = Mat.FromArray(new double[,] { { 1, 0, x }, { 0, 1, y } }))
        {
            // The kernel's own centre is that of its box here.
            Cv2.WarpAffine(truth, placed, shift, truth.Size(), InterpolationFlags.Cubic, BorderTypes.Reflect);
            Assert.True(Cv2.Norm(restored, placed) < 0.75 * Cv2.Norm(before, truth), $"{Cv2.Norm(restored, placed)} of {Cv2.Norm(before, truth)}");
            Assert.InRange(misfit, 0, 0.02);
        }
    }

    [Fact]
    public void Where_the_usual_curve_does_not_fit_stored_values_are_tried_as_light_and_both_are_told()
    {
        using Mat sharp = Scenes.Textured(140, 100, 3), blurred = ImageBlur.Apply(sharp, Shake, 1, 0.002, seed: 1);
        BlindOptions none = Small with { LeastBlur = 0, LeastSpread = 100 };
        using DeblurResult both = Run(blurred, none), usual = Run(blurred, none with { TryLinear = false });
        Assert.Equal((ReasonCode.KernelTrivial, ReasonCode.KernelTrivial), (both.Reason, usual.Reason));
        Assert.StartsWith(usual.Evidence, both.Evidence, StringComparison.Ordinal);
        Assert.Contains("taken as linear light: kernel spread", both.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Depth_channels_and_alpha_are_kept(int shift)
    {
        using Mat sharp = Scenes.Textured(200, 160, 7 + shift), blurred = ImageBlur.Apply(sharp, Shake, 2.2, 0.005, seed: 1), alpha = new(), deep = new();
        Cv2.CvtColor(blurred, alpha, blurred.Channels() == 1 ? ColorConversionCodes.GRAY2BGRA : ColorConversionCodes.BGR2BGRA);
        alpha.ConvertTo(deep, MatType.CV_16U, 257);
        using Mat a = new(), b = new();
        using DeblurResult result = Run(deep, Open);
        Assert.Contains("misfit", result.Evidence, StringComparison.Ordinal);
        Assert.Equal((deep.Type(), deep.Size()), (result.Image.Type(), result.Image.Size()));
        Cv2.ExtractChannel(deep, a, 3);
        Cv2.ExtractChannel(result.Image, b, 3);
        Assert.Equal(0, Pictures.LargestDifference(a, b));
    }

    [Fact]
    public void Auto_takes_the_network_where_the_blind_method_refuses_and_the_input_where_neither_helps()
    {
        using Mat image = Scenes.Textured(64, 48, 5), soft = new(), sharper = image.Clone();
        Cv2.GaussianBlur(image, soft, new Size(0, 0), 2);
        using DeblurResult network = new AutoDeblurrer(new BlindDeblurrer(), new Fixed(sharper)).DeblurWithReason(soft);
        Assert.Equal(("fixed", ReasonCode.TooSmall), (network.MethodUsed, network.Reason));
        Assert.Equal((ResultStatus.Ok, "auto", "blind,fixed"), (network.Status, network.MethodRequested, string.Join(',', network.Provenance.Select(s => s.Step))));
        Assert.Equal(0, Pictures.LargestDifference(sharper, network.Image));
        using DeblurResult input = new AutoDeblurrer(new BlindDeblurrer(), new Fixed(soft)).DeblurWithReason(image);
        Assert.Equal((DeblurResult.Input, ReasonCode.NoImprovement), (input.MethodUsed, input.Reason));
        Assert.Equal((ResultStatus.Failed, StepOutcome.Rejected), (input.Status, input.Provenance[^1].Outcome));
        Assert.Equal(0, Pictures.LargestDifference(image, input.Image));
    }

    private sealed class Fixed(Mat answer) : IDeblurrer
    {
        public string Name => "fixed";

        public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default) => answer.Clone();
    }
}
