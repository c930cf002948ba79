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
