namespace Hybrid.Stitching;

/// <summary>Tells how far one stage is; may be called from several threads.</summary>
internal sealed class StageCounter(IProgress<StitchProgress>? progress, string stage)
{
    private int _done, _total;

    /// <summary>A counter that tells nobody.</summary>
    public static StageCounter Silent { get; } = new(null, "");

    /// <summary>Says that so many more parts are to be done.</summary>
    public void Expect(int parts) => progress?.Report(new StitchProgress(stage, _done, Interlocked.Add(ref _total, parts)));

    /// <summary>Says that a part is done.</summary>
    public void Step() => progress?.Report(new StitchProgress(stage, Interlocked.Increment(ref _done), _total));
}
