using NetVips;

namespace Hybrid.Imaging;

/// <summary>
/// libvips as this toolkit uses it: one thread for each picture, nothing remembered from one call to the next, and only the
/// readers that its authors hold to be safe for files from anywhere. Loaded when the first image is opened.
/// </summary>
internal static class Libvips
{
    // Its warnings would go to the terminal; what matters of them comes as an error, too.
    private static readonly Log.LogDelegate Silence = static (_, _, _) => { };

    private static readonly Exception? Failure = Start();

    /// <summary>Opens a file's content; its header is read, its pixels are not yet.</summary>
    /// <exception cref="VipsException">It is no image that libvips reads.</exception>
    /// <exception cref="NativeLibraryException">libvips cannot be loaded.</exception>
    internal static Image Open(byte[] file)
    {
        Require();
        return Image.NewFromBuffer(file, access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);
    }

    /// <summary>Opens a file; its header is read, its pixels are not.</summary>
    /// <exception cref="VipsException">It is no image that libvips reads, or no file.</exception>
    /// <exception cref="NativeLibraryException">libvips cannot be loaded.</exception>
    internal static Image OpenFile(string path)
    {
        Require();
        using Source source = Source.NewFromFile(path);
        return Image.NewFromSource(source, access: Enums.Access.Sequential);
    }

    /// <summary>Makes sure that libvips is there.</summary>
    /// <exception cref="NativeLibraryException">It cannot be loaded.</exception>
    internal static void Require()
    {
        if (Failure is { } failure)
            throw new NativeLibraryException($"libvips, which reads and writes images, cannot be loaded ({LastLine(failure)}); add the package NetVips.Native of this platform, or install libvips 8.13 or later", failure);
    }

    /// <summary>Its version, as 8.18.7.</summary>
    /// <exception cref="NativeLibraryException">It cannot be loaded.</exception>
    internal static string Version
    {
        get
        {
            Require();
            return $"{NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";
        }
    }

    /// <summary>The last and most particular line of what libvips says.</summary>
    internal static string LastLine(Exception e) =>
        e.GetBaseException().Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., string last]
            ? last
            : "no reason given";

    private static Exception? Start()
    {
        try
        {
            if (!ModuleInitializer.VipsInitialized)
                return ModuleInitializer.Exception ?? new DllNotFoundException("libvips");
            NetVips.NetVips.Concurrency = 1;
            NetVips.NetVips.BlockUntrusted = true;
            Cache.Max = 0;
            Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return e;
        }
    }
}
