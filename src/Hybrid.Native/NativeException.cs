namespace Hybrid.Native;

/// <summary>An error raised in native code, with OpenCV's own message.</summary>
public sealed class NativeException : Exception
{
    /// <summary>An error without a message.</summary>
    public NativeException()
    {
    }

    /// <summary>An error with its message.</summary>
    public NativeException(string message)
        : base(message)
    {
    }

    /// <summary>An error that another caused.</summary>
    public NativeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
