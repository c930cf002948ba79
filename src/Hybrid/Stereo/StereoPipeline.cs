using System.Diagnostics;
using System.Globalization;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// The path of a stereo pair, the same for every method: survey by sparse matches, rectification where it helps, the
/// method's dense step, back to the frame of the images as given, verification.
/// </summary>
public sealed class StereoPipeline : IStereoMatcher
{
    private const int SmallestSide = 24;

    /// <summary>Chance agreement of the two directions on unrelated images stays well below this.</summary>
    private const double LeastAgreement = 0.2;

    // Of real pairs nearly all matches agree with each other and four fifths of the pixels both ways; where neither half does,
    // the two share parts but no scene, such as two forms or two pages of text.
    private const double LeastConsensus = 0.5, DoubtfulAgreement = 0.5;

    // What lies at the same place in both may be drawn over two scenes; so far away that nothing moves, one scene agrees nearly everywhere.
    private const double MostStill = 0.9, StillAgreement = 0.75;

    // A wall with windows repeats itself too, but is held by what is between them.
    private const double MostRepeated = 0.5;

    private readonly IDisparitySolver _solver;
    private readonly StereoOptions _options;
    private readonly AlignerSettings _settings;

    /// <summary>Creates a method.</summary>
    /// <param name="solver">Its dense step.</param>
    /// <param name="options">Range, rectification.</param>
    /// <param name="settings">Threads.</param>
    public StereoPipeline(IDisparitySolver solver, StereoOptions options, AlignerSettings settings)
    {
        (_solver, _options, _settings) = (solver, options, settings);
    }

    /// <inheritdoc />
    public string Name => _solver.Name;

    /// <inheritdoc />
    public StereoResult Match(ImagePair pair, StereoCamera? camera, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        RequireUsable(pair);
        long start = Stopwatch.GetTimestamp();
        StereoSurvey survey = StereoSurvey.Of(pair, _options.Range, camera, _settings.Threads);
        var steps = new List<ProvenanceStep> { Step("survey", StepOutcome.Accepted, survey.Findings.Any(f => f.IsFatal) ? ReasonCode.VerificationFailed : ReasonCode.None, survey.Evidence, start) };
        var result = new StereoResult
        {
            Status = ResultStatus.Failed,
            Reason = ReasonCode.VerificationFailed,
            MethodRequested = Name,
            MethodUsed = Name,
            Range = survey.Range,
            Rectification = survey.Rectification,
            Findings = [.. survey.Findings.OrderByDescending(f => f.IsFatal)],
            Provenance = steps,
        };
        if (survey.Findings.Any(f => f.IsFatal))
            return result with { Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
        cancellationToken.ThrowIfCancellationRequested();

        StereoRectification? rectification = Rectify(survey, pair.A.Size(), steps);
        StereoSurvey inFrame = rectification is null ? survey : survey.After(rectification, _options.Range, pair.A.Width);
        (DisparitySolution solution, double repeated) = Solve(pair, rectification, inFrame, cancellationToken);
        steps.AddRange(solution.Steps);
        result = result with
        {
            MethodUsed = solution.MethodUsed,
            Range = inFrame.Range,
            Rectified = rectification,
            Findings = [.. result.Findings, .. Left(survey, rectification), .. Repetitive(repeated, inFrame.Range)],
        };
        if (UnrelatedFinding(solution, inFrame) is { } unrelated)
        {
            steps.Add(Step("verification", StepOutcome.Rejected, ReasonCode.VerificationFailed, unrelated.Text, Stopwatch.GetTimestamp()));
            return result with { Findings = [unrelated, .. result.Findings], Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds };
        }
        return result with
        {
            Status = ResultStatus.Ok,
            Reason = ReasonCode.Verified,
            Disparity = WithData(rectification?.DisparityAsGiven(solution.Disparity) ?? solution.Disparity, pair.ValidA, float.NaN),
            Confidence = WithData(Trusted(rectification?.MapAsGiven(solution.Confidence) ?? solution.Confidence, survey, solution, repeated), pair.ValidA, 0),
            LeftRightError = solution.LeftRightError is { } error ? rectification?.MapAsGiven(error) ?? error : null,
            Milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
        };
    }

    private static void RequireUsable(ImagePair pair)
    {
        Size a = pair.A.Size(), b = pair.B.Size();
        if (a != b)
            throw new InputException($"the left image has {a.Width}x{a.Height} pixels and the right one {b.Width}x{b.Height}; stereo needs two images of one size");
        if (Math.Min(a.Width, a.Height) < SmallestSide)
            throw new InputException($"the images have {a.Width}x{a.Height} pixels; stereo needs at least {SmallestSide} on each side");
    }

    private StereoRectification? Rectify(StereoSurvey survey, Size size, List<ProvenanceStep> steps)
    {
        long start = Stopwatch.GetTimestamp();
        if (_options.Rectify == RectifyMode.Off)
        {
            steps.Add(Step("rectify", StepOutcome.Skipped, ReasonCode.NotNeeded, "switched off", start));
            return null;
        }
        StereoRectification? found = StereoRectifier.Find(survey.Matches, survey.AllMatches, size);
        steps.Add(found is null
            ? Step("rectify", StepOutcome.Skipped, ReasonCode.NotNeeded, Text($"vertical offset {survey.Rectification.Median:0.00} px, spread {survey.Rectification.Spread:0.00} px: nothing that would help"), start)
            : Step("rectify", StepOutcome.Accepted, ReasonCode.None, Text($"{found.Kind}: median distance of rows from {survey.Rectification.MedianAbsolute:0.00} to {found.After.MedianAbsolute:0.00} px"), start));
        return found;
    }

    private (DisparitySolution Solution, double Repeated) Solve(ImagePair pair, StereoRectification? rectification, StereoSurvey survey, CancellationToken cancellationToken)
    {
        using Mat left = InFrame(pair.A, pair.GrayA, pair.RangeA, pair, rectification?.Left);
        using Mat right = InFrame(pair.B, pair.GrayB, pair.RangeB, pair, rectification?.Right);
        using Mat grayLeft = Gray(left), grayRight = Gray(right);
        return (_solver.Solve(left, right, survey, cancellationToken), RepeatedPattern.Share(grayLeft, grayRight, survey.Range));
    }

    // Colour only where both have it, and hold data everywhere.
    private static Mat InFrame(Mat image, Mat gray, IntensityRange range, ImagePair pair, Geometry.Homography? h)
    {
        bool color = pair.A.Channels() >= 3 && pair.B.Channels() >= 3 && pair.ValidA is null && pair.ValidB is null;
        using Mat eight = color ? PixelFormat.ToBgr8(image, range) : gray.Clone();
        return h is { } map ? StereoRectification.Apply(eight, map) : eight.Clone();
    }

    private static Mat Gray(Mat image) => image.Channels() == 1 ? image.Clone() : PixelFormat.ToGray8(image, IntensityRange.Byte);

    private static IEnumerable<StereoFinding> Repetitive(double repeated, DisparityRange range)
    {
        if (repeated > MostRepeated)
        {
            yield return new StereoFinding(StereoFindingKind.Repetitive, Text(
                $"{100 * repeated:0} % of the textured places fit at several disparities from {range.Min} to {range.Max} px: a pattern recurs; give --min-disparity and --max-disparity that are less than a period apart"));
        }
    }

    private static IEnumerable<StereoFinding> Left(StereoSurvey survey, StereoRectification? rectification)
    {
        RectificationMeasure now = rectification?.After ?? survey.Rectification;
        if (now.Matches >= RectificationMeasure.Enough && now.MedianAbsolute > 1)
        {
            yield return new StereoFinding(StereoFindingKind.NotRectified, Text(
                $"partners lie {now.MedianAbsolute:0.0} px off their rows (median of {now.Matches} matches); give a calibration with --calib, or rectify the pair first"));
        }
    }

    private static StereoFinding? UnrelatedFinding(DisparitySolution solution, StereoSurvey survey)
    {
        // A range that leaves the scene out is a finding of its own.
        bool isBeyond = survey.Findings.Any(f => f.Kind == StereoFindingKind.BeyondRange);
        double consensus = survey.AllMatches.Count == 0 ? 0 : (double)survey.Matches.Count / survey.AllMatches.Count;
        bool hardlyAgrees = solution.Agreement < LeastAgreement && (!isBeyond || survey.Matches.Count < RectificationMeasure.Enough);
        bool agreesInParts = !isBeyond && ((solution.Agreement < DoubtfulAgreement && consensus < LeastConsensus)
            || (solution.Agreement < StillAgreement && StillShare(survey) > MostStill));
        return hardlyAgrees || agreesInParts
            ? new StereoFinding(StereoFindingKind.Unrelated, Text(
                $"{survey.Matches.Count} of {survey.AllMatches.Count} sparse matches can be believed and only {100 * solution.Agreement:0} % of the pixels match both ways: do both images show the same scene, from places beside each other?"))
            : null;
    }

    /// <summary>Share of the matches that lie at the same place of both images, as a common caption or frame does.</summary>
    private static double StillShare(StereoSurvey survey) =>
        survey.Matches.Count == 0 ? 0 : survey.Matches.Average(m => Math.Abs(m.A.X - m.B.X) < 0.5 && Math.Abs(m.A.Y - m.B.Y) < 0.5 ? 1.0 : 0.0);

    /// <summary>Without sparse matches the range is a guess, where much lies beyond the range the rest is doubtful too, and of several periods one is right.</summary>
    private static ScalarMap Trusted(ScalarMap confidence, StereoSurvey survey, DisparitySolution solution, double repeated)
    {
        float factor = repeated > MostRepeated ? (float)(1 - repeated / 2) / 2 : 1;
        if (survey.Findings.Any(f => f.Kind == StereoFindingKind.FewMatches))
            factor *= (float)Math.Clamp(solution.Agreement, 0.1, 1);
        if (survey.Findings.Any(f => f.Kind == StereoFindingKind.BeyondRange))
            factor *= (float)survey.ShareInRange;
        if (factor >= 1)
            return confidence;
        for (int i = 0; i < confidence.Data.Length; i++)
            confidence.Data[i] *= factor;
        return confidence;
    }

    // A pixel without data shows nothing that could have a partner.
    private static ScalarMap WithData(ScalarMap map, Mat? valid, float none)
    {
        for (int y = 0; valid is not null && y < map.Height; y++)
        {
            ReadOnlySpan<byte> data = MatRows.Row<byte>(valid, y);
            Span<float> row = map.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = data[x] == 0 ? none : row[x];
        }
        return map;
    }

    private static ProvenanceStep Step(string name, StepOutcome outcome, ReasonCode reason, string evidence, long start) =>
        ProvenanceStep.Timed(name, outcome, reason, evidence, start);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
