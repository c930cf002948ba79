using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hybrid.Viewer.Jobs;

/// <summary>Every job of this server, and the folder that holds them.</summary>
/// <param name="session">The server's folder.</param>
/// <param name="queue">Runs them.</param>
/// <param name="options">How many jobs and bytes are kept.</param>
internal sealed class JobStore(SessionFolder session, JobQueue queue, ViewerOptions options)
{
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    
    /// <summary>A new id, and the folder for the files of a job that may come of it; null where there is no room for them.</summary>
    /// <param name="bytes">The most that will come.</param>
    public (string Id, JobFolder Folder)? Prepare(long bytes)
    {
        MakeRoom(bytes);
        if (queue.Waiting >= options.MaxWaiting || Stored() + bytes > options.MaxStoredBytes)
            return null;
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return (id, JobFolder.Create(Path.Combine(session.FullPath, id)));
    }

    /// <summary>Adds a job and has it run.</summary>
    public void Add(Job job)
    {
        _jobs[job.Id] = job;
        queue.Add(job);
    }

    /// <summary>The job of an id.</summary>
    public Job? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <summary>Stops a job, and forgets it where it was over already. Its files go in either case.</summary>
    public void Delete(Job job)
    {
        if (job.IsOver)
        {
            Remove(job);
            return;
        }
        bool waits = job.State == RunState.Queued;
        job.Cancel();
        queue.Remove(job);
        if (waits)
            job.Folder.Delete();
    }

    private long Stored() => _jobs.Values.Sum(j => j.Folder.Bytes());

    private void MakeRoom(long bytes)
    {
        foreach (Job job in _jobs.Values.OrderBy(j => j.Created))
        {
            if (_jobs.Count < options.MaxKept && Stored() + bytes <= options.MaxStoredBytes)
                return;
            if (job.IsOver)
                Remove(job);
        }
    }

    private void Remove(Job job)
    {
        if (!_jobs.TryRemove(job.Id, out _))
            return;
        job.Folder.Delete();
        job.Dispose();
    }
}
