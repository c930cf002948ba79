namespace Hybrid.Core;

/// <summary>A native library, or one of the system's that it needs, cannot be loaded. The message is one line with the remedy.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>What the OpenCV package for Linux needs of Debian and Ubuntu, as <c>apt-get install</c> takes it.</summary>
    public const string LinuxPackages = "libgtk-3-0 libharfbuzz0b libfreetype6 libatomic1 libdrm2";

    /// <summary>Creates an exception without a message of its own.</summary>
    public NativeLibraryException()
        : base("A native library cannot be loaded.")
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">One line: what is missing and what to do.</param>
    public NativeLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception that keeps its cause.</summary>
    /// <param name="message">One line: what is missing and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public NativeLibraryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>One line from the loader's many: which library is missing, and the command that brings it.</summary>
    /// <param name="loaderMessage">Text of the loader's exception.</param>
    public static string Explain(string loaderMessage)
    {
        ArgumentNullException.ThrowIfNull(loaderMessage);
        string? missing = MissingLibrary(loaderMessage);
        return missing is null
            ? $"a native library cannot be loaded: {loaderMessage.Split('\n')[0].Trim()}"
            : $"a library of the system is missing ({missing}); on Debian and Ubuntu run: apt-get install --no-install-recommends {LinuxPackages}";
    }

    // The loader's text names every path it tried; the informative line says which dependency was not found.
    private static string? MissingLibrary(string message)
    {
        foreach (string line in message.Split('\n'))
        {
            int end = line.IndexOf(": cannot open shared object file", StringComparison.Ordinal);
            if (end > 0 && line[..end].Trim() is var name && !name.Contains('/', StringComparison.Ordinal) && name.Contains(".so.", StringComparison.Ordinal))
                return name;
        }
        return null;
    }
}
