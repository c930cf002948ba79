using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Semi-global matching where its left-right check says that it is enough, the hybrid where it is not.</summary>
/// <param name="classic">Tried first.</param>
/// <param name="hybrid">Creates the hybrid; throws <see cref="InputException"/> where its model is not installed.</param>
/// <param name="enough">Share of the pixels that must pass the left-right check.</param>
public sealed class AutoSolver(ClassicSolver classic, Func<IDisparitySolver> hybrid, double enough) : IDisparitySolver
{
    /// <inheritdoc />
    public string Name => "auto";

    /// <inheritdoc />
    public DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(survey);
        DisparitySolution first = classic.Solve(left, right, survey, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        string share = string.Create(CultureInfo.InvariantCulture, $"{100 * first.Agreement:0.0} % of the pixels pass the left-right check, {100 * enough:0} % are enough");
        if (first.Agreement >= enough)
            return first with { Steps = [.. first.Steps, Choice(StepOutcome.Skipped, ReasonCode.NotNeeded, share, start)] };
        try
        {
            DisparitySolution second = hybrid().Solve(left, right, survey, cancellationToken);
            return second with { Steps = [.. first.Steps, Choice(StepOutcome.Accepted, ReasonCode.LowOverlap, share, start), .. second.Steps] };
        }
        catch (InputException e)
        {
            return first with { Steps = [.. first.Steps, Choice(StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, start)] };
        }
    }

    private static ProvenanceStep Choice(StepOutcome outcome, ReasonCode reason, string evidence, long start) =>
        new("hybrid", outcome, reason, evidence, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
}
