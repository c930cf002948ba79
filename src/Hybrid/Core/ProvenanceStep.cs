namespace Hybrid.Core;

/// <summary>How a step of an alignment ended.</summary>
public enum StepOutcome
{
    /// <summary>The step's result is used.</summary>
    Accepted,

    /// <summary>The step ran and its result was put aside.</summary>
    Rejected,

    /// <summary>The step was not run.</summary>
    Skipped,
}

/// <summary>One line of an alignment's history.</summary>
/// <param name="Step">Name of the step, e.g. <c>sift+magsac</c>.</param>
/// <param name="Outcome">What became of its result.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">The figures behind the reason, for people: <c>inliers 14 of 80, spread 0.03</c>.</param>
/// <param name="Milliseconds">Wall-clock time of the step.</param>
public sealed record ProvenanceStep(string Step, StepOutcome Outcome, ReasonCode Reason, string Evidence, double Milliseconds);
