namespace Hybrid.Imaging;

/// <summary>Reads and writes flow in the format of the file's extension: .flo, .png (KITTI) or, reading only, .pfm.</summary>
public static class FlowFile
{
    /// <summary>Reads a flow field; unknown displacements are NaN.</summary>
    /// <exception cref="InputException">The file is missing, empty or unreadable, or its extension is not one of a flow file.</exception>
    /// <exception cref="ImageFormatException">Its content is not what its extension says.</exception>
    public static FlowField Read(string path) => Extension(path) switch
    {
        ".flo" => FloFile.Read(path),
        ".png" => KittiFlowFile.Read(path),
        ".pfm" => PfmFile.ReadFlow(path),
        _ => throw new InputException($"'{path}' is not a flow file by its name; name a .flo, .png or .pfm file"),
    };

    /// <summary>Writes a flow field, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written, or its extension is neither .flo nor .png.</exception>
    public static void Write(string path, FlowField flow)
    {
        switch (Extension(path))
        {
            case ".flo":
                FloFile.Write(path, flow);
                break;
            case ".png":
                KittiFlowFile.Write(path, flow);
                break;
            default:
                throw new InputException($"'{path}' is not a flow file by its name; name it .flo or .png");
        }
    }

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
