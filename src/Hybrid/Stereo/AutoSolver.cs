using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Semi-global matching where its left-right check says that it is enough, the hybrid where it is not.</summary>
/// <param name="classic">Measures, and finishes where that is enough.</param>
/// <param name="hybrid">Gives the hybrid; throws <see cref="InputException"/> where its model is not installed.</param>
/// <param name="enough">Share of the pixels that must pass the left-right check.</param>
public sealed class AutoSolver(ClassicSolver classic, Func<HybridSolver> hybrid, double enough) : IDisparitySolver
{
    /// <inheritdoc />
    public string Name => "auto";

    /// <inheritdoc />
    public DisparitySolution Solve(Mat left, Mat right, StereoSurvey survey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(survey);
        (SemiGlobalDisparity measured, ProvenanceStep measureStep) = classic.Measure(left, right, survey.Range, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        string share = string.Create(CultureInfo.InvariantCulture, $"{100 * measured.CheckedShare:0.0} % of the pixels pass the left-right check, {100 * enough:0} %");
        if (measured.CheckedShare >= enough)
            return Classic(Choice(StepOutcome.Skipped, ReasonCode.NotNeeded, $"{share} are enough", start));
        HybridSolver solver;
        try
        {
            solver = hybrid();
        }
        catch (InputException e)
        {
            return Classic(Choice(StepOutcome.Skipped, ReasonCode.Unavailable, e.Message, start));
        }
        ProvenanceStep choice = Choice(StepOutcome.Accepted, ReasonCode.None, $"{share} would be enough without", start);
        DisparitySolution solution = solver.Finish(left, right, survey.Range, measured, measureStep, cancellationToken);
        return solution with { Steps = [choice, .. solution.Steps] };

        DisparitySolution Classic(ProvenanceStep why)
        {
            DisparitySolution solution = classic.Finish(left, survey.Range, measured, measureStep);
            return solution with { Steps = [.. solution.Steps, why] };
        }
    }

    private static ProvenanceStep Choice(StepOutcome outcome, ReasonCode reason, string evidence, long start) =>
        ProvenanceStep.Timed("hybrid", outcome, reason, evidence, start);
}
