namespace Hybrid.Imaging;

/// <summary>
/// A file that was found but whose content is not an image, map or flow that can be used: truncated, of another
/// format, malformed or too large.
/// </summary>
public sealed class ImageFormatException : InputException
{
    /// <summary>Creates an exception without a message of its own.</summary>
    public ImageFormatException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">One line: what is wrong and what to do.</param>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception that keeps its cause.</summary>
    /// <param name="message">One line: what is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ImageFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
