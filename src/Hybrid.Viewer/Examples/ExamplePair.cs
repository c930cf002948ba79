namespace Hybrid.Viewer.Examples;

/// <summary>A pair that can be tried without files of one's own.</summary>
/// <param name="Name">Its name in its dataset.</param>
/// <param name="Kind">The kind of job that it is for: <c>align</c>, <c>stereo</c>.</param>
/// <param name="A">File of the first image.</param>
/// <param name="B">File of the second.</param>
internal sealed record ExamplePair(string Name, string Kind, string A, string B);
