namespace Hybrid.Viewer.Jobs;

/// <summary>A file that a job was given.</summary>
/// <param name="Slot">The part of the request that it came as: <c>a</c>, <c>left</c>, <c>image</c>.</param>
/// <param name="File">Its name in the job's folder, chosen here: nothing of the request is in it.</param>
/// <param name="Name">What the sender calls it, to be shown only.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record JobInput(string Slot, string File, string Name, long Bytes)
{
    /// <summary>Folder of the inputs, relative to the job's.</summary>
    public const string Folder = "inputs";

    /// <summary>Its path relative to the job's folder.</summary>
    public string RelativePath => $"{Folder}/{File}";
}
