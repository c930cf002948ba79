using Hybrid.Neural;

namespace Hybrid.Tests.Support;

/// <summary>The models that the repository carries.</summary>
internal static class Models
{
    public static string Folder { get; } = Find();

    public static ModelFolder Cascade => ModelStore.Find("cascade-s", Folder);

    /// <summary>A copy of a model that a test may damage.</summary>
    public static string Copy(string target)
    {
        string folder = Path.Combine(target, "cascade-s");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Cascade.Path))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string models = Path.Combine(folder.FullName, "models");
            if (File.Exists(Path.Combine(folder.FullName, "Hybrid.sln")))
                return models;
        }
        throw new InvalidOperationException("the tests run inside the repository");
    }
}
