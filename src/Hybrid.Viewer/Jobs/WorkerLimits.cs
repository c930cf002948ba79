namespace Hybrid.Viewer.Jobs;

/// <summary>What a worker may use.</summary>
/// <param name="Time">How long it may take.</param>
/// <param name="Bytes">Resident memory.</param>
/// <param name="Pixels">Pixels of one image.</param>
internal sealed record WorkerLimits(TimeSpan Time, long Bytes, long Pixels);
