using System.Diagnostics;

namespace Hybrid.Core;

/// <summary>One line of an alignment's history.</summary>
/// <param name="Step">Name of the step, e.g. <c>sift+magsac</c>.</param>
/// <param name="Outcome">What became of its result.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">The figures behind the reason, for people: <c>inliers 14 of 80, spread 0.03</c>.</param>
/// <param name="Milliseconds">Wall-clock time of the step.</param>
public sealed record ProvenanceStep(string Step, StepOutcome Outcome, ReasonCode Reason, string Evidence, double Milliseconds)
{
    /// <summary>A step that has just ended.</summary>
    /// <param name="step">Name of the step.</param>
    /// <param name="outcome">What became of its result.</param>
    /// <param name="reason">Why.</param>
    /// <param name="evidence">The figures behind the reason.</param>
    /// <param name="started">Time stamp of its beginning, of <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static ProvenanceStep Timed(string step, StepOutcome outcome, ReasonCode reason, string evidence, long started) =>
        new(step, outcome, reason, evidence, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
}
