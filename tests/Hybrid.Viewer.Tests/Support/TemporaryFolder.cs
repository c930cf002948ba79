namespace Hybrid.Viewer.Tests.Support;

/// <summary>A folder that is gone after the test; its name holds a space and a letter beyond ASCII on purpose.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hybrid visionneuse é ").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
