namespace Hybrid.Viewer.Jobs;

/// <summary>What a kind of job takes besides files that are sent.</summary>
[Flags]
internal enum JobSources
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A pair that lies on this machine, of the examples or of a run.</summary>
    Pairs = 1,

    /// <summary>Runs, and nothing else.</summary>
    Runs = 2,
}
