using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Blind deconvolution of an image blurred everywhere alike: the kernel is estimated on a crop, tested, and undone. An
/// image whose kernel does not pass comes back as it was, with the reason.
/// </summary>
public sealed class BlindDeblurrer : IDeblurrer
{
    private const int SidesToFit = 4;
    private const double LeastTexture = 0.01, MostSaturated = 0.25, LeastNoise = 0.004, MostNoise = 0.03;

    private readonly BlindOptions _options;
    private readonly int _threads;

    /// <summary>Creates the method.</summary>
    /// <param name="options">Weights and thresholds; null for the defaults.</param>
    /// <param name="threads">Threads; 0 means all cores. The result does not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is even or below 5, or a weight is not above zero.</exception>
    public BlindDeblurrer(BlindOptions? options = null, int threads = 0)
    {
        _options = options ?? new BlindOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Side, 5);
        ArgumentOutOfRangeException.ThrowIfZero(_options.Side % 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.GradientCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.KernelNorm);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Iterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Gamma);
        _threads = threads;
    }

    /// <inheritdoc />
    public string Name => "blind";

    /// <inheritdoc />
    public Mat Deblur(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        DeblurWithReason(image, progress, cancellationToken).Image;

    /// <inheritdoc />
    public DeblurResult DeblurWithReason(Mat image, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        var reason = ReasonCode.None;
        string evidence = "";
        Mat restored = FloatColor.Apply(image, color =>
        {
            (Mat? better, reason, evidence) = Restore(color, progress, cancellationToken);
            return better ?? color.Clone();
        });
        if (reason == ReasonCode.None)
        {
            double before = BlurMeasure.Of(image).Reblur, after = BlurMeasure.Of(restored).Reblur;
            evidence += Text($"; blur {before:F2} to {after:F2}");
            if (after < before)
                return Result(restored, reason, evidence, start);
            reason = ReasonCode.NoImprovement;
        }
        restored.Dispose();
        return Result(image.Clone(), reason, evidence, start);
    }

    private DeblurResult Result(Mat image, ReasonCode reason, string evidence, long start)
    {
        bool found = reason == ReasonCode.None;
        var step = ProvenanceStep.Timed(Name, found ? StepOutcome.Accepted : StepOutcome.Rejected, reason, evidence, start);
        return new DeblurResult
        {
            Image = image,
            Status = found ? ResultStatus.Ok : ResultStatus.Failed,
            Reason = reason,
            MethodRequested = Name,
            MethodUsed = found ? Name : DeblurResult.Input,
            Provenance = [step],
            Milliseconds = step.Milliseconds,
        };
    }

    private (Mat? Restored, ReasonCode Reason, string Evidence) Restore(Mat color, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        int least = SidesToFit * _options.Side;
        if (Math.Min(color.Width, color.Height) < least)
            return (null, ReasonCode.TooSmall, Text($"{color.Width}x{color.Height} of at least {least}x{least}"));
        using var gray = new Mat();
        Cv2.CvtColor(color, gray, ColorConversionCodes.BGR2GRAY);
        BlurMeasure blur = BlurMeasure.Of(gray);
        if (!(blur.Textured >= LeastTexture))
            return (null, ReasonCode.TooLittleTexture, Text($"{blur.Textured:P1} of the pixels textured, of at least {LeastTexture:P0}"));
        double saturated = Saturated(gray);
        if (saturated > MostSaturated)
            return (null, ReasonCode.TooSaturated, Text($"{saturated:P0} of the pixels black or white, of at most {MostSaturated:P0}"));
        if (!(blur.Reblur >= _options.LeastBlur))
            return (null, ReasonCode.NotBlurred, Text($"blur {blur.Reblur:F2}, of at least {_options.LeastBlur:F2}"));

        Trial trial = Kernel(gray, _options.Gamma, cancellationToken);
        if (trial.Reason != ReasonCode.None && _options.TryLinear && _options.Gamma != 1)
        {
            Trial linear = Kernel(gray, 1, cancellationToken);
            trial = linear.Reason == ReasonCode.None
                ? linear with { Found = $"taken as linear light: {linear.Found}" }
                : trial with { Found = $"{trial.Found}; taken as linear light: {linear.Found}" };
        }
        progress?.Report(0.5);
        return trial.Reason == ReasonCode.None
            ? Deconvolve(color, trial, progress, cancellationToken)
            : (null, trial.Reason, trial.Found);
    }

    /// <summary>The kernel under one curve from stored values to light, tested.</summary>
    private Trial Kernel(Mat gray, double gamma, CancellationToken cancellationToken)
    {
        using Mat light = Light(gray, gamma);
        KernelGrid kernel = KernelEstimator.Estimate(light, _options, cancellationToken);
        (double spread, double compact) = (kernel.Spread(), kernel.Compactness());
        string found = Text($"kernel spread {spread:F1} px, like a Gaussian {compact:F2}");
        if (spread < _options.LeastSpread)
            return new(kernel, gamma, 0, ReasonCode.KernelTrivial, Text($"{found} (the spread must be at least {_options.LeastSpread:F1} px)"));
        double gain = new KernelLikelihood(light, NoiseOfLight(gray, gamma)).Gain(kernel);
        found += Text($", spectrum {gain:F3} nats better than by a Gaussian");
        // A short path is like a blob, but puts zeros into the spectrum that no blob has.
        if (compact > _options.MostCompact && !(gain >= _options.SureSpectralGain))
            return new(kernel, gamma, gain, ReasonCode.KernelCompact, Text($"{found} (a likeness of at most {_options.MostCompact:F2} is taken)"));
        if (!(gain >= _options.LeastSpectralGain))
            return new(kernel, gamma, gain, ReasonCode.KernelCompact, Text($"{found} (must be at least {_options.LeastSpectralGain:F3})"));
        // Halves of a small image hold the kernel too seldom to find it again.
        bool isSmall = Math.Min(Math.Min(light.Rows, light.Cols), Math.Max(light.Rows, light.Cols) / 2) < 2 * SidesToFit * _options.Side;
        if (isSmall && gain >= _options.SureSpectralGain)
            return new(kernel, gamma, gain, ReasonCode.None, found);
        double agreement = Agreement(light, kernel, cancellationToken);
        found += Text($", halves agree {agreement:F2}");
        return agreement < _options.LeastAgreement
            ? new(kernel, gamma, gain, ReasonCode.KernelsDisagree, Text($"{found} (must be at least {_options.LeastAgreement:F2})"))
            : new(kernel, gamma, gain, ReasonCode.None, found);
    }

    /// <summary>The crop of most texture in linear light.</summary>
    private Mat Light(Mat gray, double gamma)
    {
        using Mat crop = new(gray, MostTextured(gray));
        var light = new Mat();
        LinearLight.From(crop, light, gamma);
        return light;
    }

    /// <summary>Variance of the noise of light: that of stored values times the mean square of d light/d stored.</summary>
    private static double NoiseOfLight(Mat gray, double gamma)
    {
        double noise = Math.Clamp(BlurMeasure.NoiseOf(gray), 0.75 * LeastNoise, 0.75 * MostNoise), sum = 0;
        for (int y = 0, rows = gray.Rows; y < rows; y++)
        {
            foreach (float value in MatRows.Row<float>(gray, y))
                sum += Math.Pow(gamma * Math.Pow(Math.Max(value, 0.08), gamma - 1), 2);
        }
        return noise * noise * sum / ((double)gray.Rows * gray.Cols);
    }

    /// <summary>How far the kernels of both halves agree with the kernel of the whole, on average.</summary>
    private double Agreement(Mat light, KernelGrid whole, CancellationToken cancellationToken)
    {
        bool wide = light.Cols >= light.Rows;
        Rect[] halves =
        [
            wide ? new(0, 0, light.Cols / 2, light.Rows) : new(0, 0, light.Cols, light.Rows / 2),
            wide ? new(light.Cols / 2, 0, light.Cols - light.Cols / 2, light.Rows) : new(0, light.Rows / 2, light.Cols, light.Rows - light.Rows / 2),
        ];
        var similarity = new double[halves.Length];
        Parallel(
            halves.Length,
            i =>
            {
                using Mat half = new(light, halves[i]);
                similarity[i] = whole.Similarity(KernelEstimator.Estimate(half, _options, cancellationToken));
            },
            cancellationToken);
        return similarity.Average();
    }

    private (Mat? Restored, ReasonCode Reason, string Evidence) Deconvolve(
        Mat color, Trial trial, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        double noise, measured;
        // Of the green plane alone: grey is a mean, whose noise is less than a channel's.
        using (var green = new Mat())
        {
            Cv2.ExtractChannel(color, green, 1);
            measured = BlurMeasure.NoiseOf(green);
            noise = Math.Clamp(measured, LeastNoise, MostNoise);
        }
        var deconvolution = new SparseDeconvolution(trial.Kernel, trial.Gamma, noise);
        double misfits = 0, pixels = 0;
        var later = progress is null ? null : new Progress(progress, 0.5);
        Mat merged = TiledRestoration.Run(color, _options.Tiles, 1, Restore, later, cancellationToken);
        double misfit = misfits / pixels / noise;
        string evidence = Text($"{trial.Found}, misfit {misfit:F2} of the noise");
        if (!(misfit <= _options.MostMisfit))
        {
            merged.Dispose();
            return (null, ReasonCode.Misfit, Text($"{evidence} (at most {_options.MostMisfit:F2} is taken)"));
        }
        var overshoot = Overshoot.Of(color, merged);
        double clipped = overshoot.Clipped - overshoot.Before, most = _options.MostClipped + _options.ClippedOfSaturated * overshoot.Before;
        evidence += Text($", differences grow {overshoot.Growth:F2} times, {clipped:P1} more clipped");
        bool isCertain = trial.Gain >= _options.SureSpectralGain && measured < LeastNoise;
        double mostGrowth = isCertain ? 2 * _options.MostGrowth : _options.MostGrowth;
        if (overshoot.Growth <= mostGrowth && clipped <= most)
            return (merged, ReasonCode.None, evidence);
        merged.Dispose();
        return (null, ReasonCode.Ringing, Text($"{evidence} (at most {mostGrowth:F2} times and {most:P1} are taken)"));

        Mat Restore(Mat tile)
        {
            (Mat restored, double tileMisfit) = RestorePlanes(tile, deconvolution, cancellationToken);
            misfits += tileMisfit * tile.Total();
            pixels += tile.Total();
            return restored;
        }
    }

    /// <summary>All three planes, and the mean of their misfits.</summary>
    private (Mat Restored, double Misfit) RestorePlanes(Mat color, SparseDeconvolution deconvolution, CancellationToken cancellationToken)
    {
        Mat[] planes = Cv2.Split(color);
        var restored = new Mat?[planes.Length];
        var misfits = new double[planes.Length];
        try
        {
            Parallel(planes.Length, i => (restored[i], misfits[i]) = deconvolution.Restore(planes[i], cancellationToken), cancellationToken);
            var merged = new Mat();
            Cv2.Merge([restored[0]!, restored[1]!, restored[2]!], merged);
            return (merged, misfits.Average());
        }
        finally
        {
            foreach (Mat? plane in (Mat?[])[.. planes, .. restored])
                plane?.Dispose();
        }
    }

    /// <summary>A kernel, and whether it may be undone.</summary>
    /// <param name="Kernel">The kernel.</param>
    /// <param name="Gamma">The curve under which it was found.</param>
    /// <param name="Gain">Spectral gain, nats; 0 where it was not asked.</param>
    /// <param name="Reason">Why it may not; none where it may.</param>
    /// <param name="Found">What was measured.</param>
    private sealed record Trial(KernelGrid Kernel, double Gamma, double Gain, ReasonCode Reason, string Found);

    /// <summary>The rest of a progress of which a part is done.</summary>
    private sealed class Progress(IProgress<double> whole, double done) : IProgress<double>
    {
        public void Report(double value) => whole.Report(done + (1 - done) * value);
    }

    private Rect MostTextured(Mat gray)
    {
        int width = Math.Min(gray.Width, _options.CropSide), height = Math.Min(gray.Height, _options.CropSide);
        if (width == gray.Width && height == gray.Height)
            return new Rect(0, 0, width, height);
        using var gradient = new Mat();
        Cv2.Laplacian(gray, gradient, MatType.CV_32F);
        Cv2.Multiply(gradient, gradient, gradient);
        var best = new Rect(0, 0, width, height);
        double most = -1;
        foreach (int y in Steps(gray.Height - height))
        {
            foreach (int x in Steps(gray.Width - width))
            {
                var window = new Rect(x, y, width, height);
                using Mat view = new(gradient, window);
                double sum = Cv2.Sum(view).Val0;
                if (sum > most)
                    (most, best) = (sum, window);
            }
        }
        return best;
    }

    /// <summary>Five places from none to all of the slack.</summary>
    private static IEnumerable<int> Steps(int slack) => Enumerable.Range(0, 5).Select(i => slack * i / 4).Distinct();

    private static double Saturated(Mat gray)
    {
        long count = 0;
        for (int y = 0, rows = gray.Rows; y < rows; y++)
        {
            foreach (float value in MatRows.Row<float>(gray, y))
                count += value is <= 0.004f or >= 0.996f ? 1 : 0;
        }
        return (double)count / ((long)gray.Rows * gray.Cols);
    }

    private void Parallel(int count, Action<int> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            System.Threading.Tasks.Parallel.For(0, count, Concurrency.Options(_threads, CancellationToken.None), work);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.All(i => i is OperationCanceledException))
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
