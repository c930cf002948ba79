namespace Hybrid.Core;

/// <summary>The folders that a run has to make for its output, so that it can take them away again where it fails.</summary>
public sealed class CreatedFolders
{
    private readonly List<string> _folders;

    private CreatedFolders(List<string> folders) => _folders = folders;

    /// <summary>Those of a folder and its parents that do not exist yet.</summary>
    /// <param name="path">The folder, absolute.</param>
    public static CreatedFolders Missing(string path)
    {
        List<string> missing = [];
        for (string? p = path; p is not null && !Path.Exists(p); p = Path.GetDirectoryName(p))
            missing.Add(p);
        return new CreatedFolders(missing);
    }

    /// <summary>Removes them as far as they are empty.</summary>
    public void RemoveEmpty()
    {
        foreach (string folder in _folders)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                return;
            }
        }
    }
}
