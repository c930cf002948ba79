namespace Hybrid.Evaluation.Tests.Support;

/// <summary>A folder that is gone after the test; its name holds a space and a letter beyond ASCII on purpose.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("hybrid évaluation ").FullName;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Text(string relative, string content)
    {
        string path = Prepared(relative);
        File.WriteAllText(path, content);
        return path;
    }

    public string Prepared(string relative)
    {
        string path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Path, recursive: true);
    }
}
