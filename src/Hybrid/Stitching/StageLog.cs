using System.Diagnostics;

namespace Hybrid.Stitching;

/// <summary>What the stages of one stitching did, in order; tells whoever waits which is at work.</summary>
internal sealed class StageLog(IProgress<StitchProgress>? progress)
{
    private readonly List<ProvenanceStep> _steps = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<ProvenanceStep> Steps => _steps;

    /// <summary>Adds a step that happened within a stage.</summary>
    public void Add(ProvenanceStep step) => _steps.Add(step);

    /// <summary>A counter of a stage's parts.</summary>
    public StageCounter Counter(string stage) => new(progress, stage);

    /// <summary>Runs a stage and notes what it did.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="run">The stage.</param>
    /// <param name="evidence">Its result in a line.</param>
    public T Run<T>(string stage, Func<T> run, Func<T, string> evidence)
    {
        progress?.Report(new StitchProgress(stage, 0, 0));
        long start = Stopwatch.GetTimestamp();
        T result = run();
        _steps.Add(ProvenanceStep.Timed(stage, StepOutcome.Accepted, ReasonCode.None, evidence(result), start));
        return result;
    }
}
