namespace Hybrid.Benchmarks.Soak;

/// <summary>What the process holds after a round of commands.</summary>
/// <param name="Hours">Since the first round.</param>
/// <param name="Resident">Resident memory, MB.</param>
/// <param name="Managed">The managed heap after a collection, MB.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
internal readonly record struct SoakSample(double Hours, double Resident, double Managed, int Handles)
{
    /// <summary>The process as it is, after everything that is free has been given back.</summary>
    public static SoakSample Now(double hours)
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return new(hours, Environment.WorkingSet / 1e6, GC.GetTotalMemory(forceFullCollection: false) / 1e6, Directory.GetFileSystemEntries("/proc/self/fd").Length);
    }
}
