namespace Hybrid.Viewer.Jobs;

/// <summary>Files that a kind of job takes under one name.</summary>
/// <param name="Name">Name of the part.</param>
/// <param name="Least">At least so many.</param>
/// <param name="Most">At most so many.</param>
/// <param name="IsImage">Whether they are images; text otherwise.</param>
internal sealed record UploadSlot(string Name, int Least = 1, int Most = 1, bool IsImage = true);
