namespace Hybrid.Viewer.Jobs;

/// <summary>What a kind of job takes, and the command line that does it.</summary>
/// <param name="Name">Its name, that of the command and of the API's path.</param>
/// <param name="Slots">The files that it takes.</param>
/// <param name="Methods">The methods that it may be asked for; null where a job has one run and no method.</param>
/// <param name="DefaultMethod">The method where none is asked for.</param>
/// <param name="Settings">Further fields of the request.</param>
/// <param name="Sources">What it takes besides.</param>
/// <param name="Arguments">The command's arguments, by the job's inputs, its settings, the method and the folder of results.</param>
internal sealed record JobRecipe(
    string Name, IReadOnlyList<UploadSlot> Slots, MethodCatalogue? Methods, string DefaultMethod, IReadOnlyList<JobSetting> Settings, JobSources Sources,
    Func<JobRequest, string, string, IReadOnlyList<string>> Arguments);
