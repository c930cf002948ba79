namespace Hybrid.Viewer.Jobs;

/// <summary>What a request asks for, checked.</summary>
/// <param name="Inputs">Its files.</param>
/// <param name="Methods">The methods; one that is empty where the kind of job has none.</param>
/// <param name="Options">Options of the command line that its settings became.</param>
internal sealed record JobRequest(IReadOnlyList<JobInput> Inputs, IReadOnlyList<string> Methods, IReadOnlyList<string> Options)
{
    /// <summary>Paths of the files of a slot, relative to the job's folder.</summary>
    public IEnumerable<string> Of(string slot) => Inputs.Where(i => i.Slot == slot).Select(i => i.RelativePath);
}
