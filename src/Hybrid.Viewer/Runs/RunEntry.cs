namespace Hybrid.Viewer.Runs;

/// <summary>A run folder.</summary>
/// <param name="Id">What it is asked for by.</param>
/// <param name="Name">Its folder's name.</param>
/// <param name="FullPath">The folder.</param>
internal sealed record RunEntry(string Id, string Name, string FullPath);
