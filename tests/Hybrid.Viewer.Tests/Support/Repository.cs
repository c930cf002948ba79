namespace Hybrid.Viewer.Tests.Support;

/// <summary>Where the repository lies that these tests were built in, and pictures of its embedded set.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Embedded { get; } = Path.Combine(Root, "datasets", "embedded");

    /// <summary>Files of an embedded pair that every method aligns.</summary>
    public static (string A, string B) Pair => (Image("flow/posters_03/1.jpg"), Image("flow/posters_03/2.jpg"));

    /// <summary>Files of two images that show nothing in common.</summary>
    public static (string A, string B) Unrelated => (Image("flow/posters_03/1.jpg"), Image("flow/pebbles_04/2.jpg"));

    public static string Image(string name) => Path.Combine(Embedded, name);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hybrid.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
