namespace Hybrid.Imaging;

/// <summary>Reads a whole file, and turns everything that can be wrong with it into one line.</summary>
internal static class InputFile
{
    private const long LargestFile = 2_000_000_000;

    /// <summary>The bytes of a file, at least one.</summary>
    /// <exception cref="InputException">It is missing, a folder, empty, unreadable or above 2 GB.</exception>
    internal static byte[] ReadAllBytes(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("a file name is empty; name a file");
        try
        {
            if (Directory.Exists(path))
                throw new InputException($"'{path}' is a folder; name a file in it");
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new InputException($"'{path}' does not exist; check the path");
            if (info.Length > LargestFile)
                throw new InputException($"'{path}' is larger than 2 GB; make it smaller");
            byte[] bytes = File.ReadAllBytes(path);
            return bytes.Length > 0 ? bytes : throw new InputException($"'{path}' is empty; replace it with a complete file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = e is UnauthorizedAccessException ? "permission denied" : e.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InputException($"cannot read '{path}': {why}; check the path and its permissions", e);
        }
    }
}
