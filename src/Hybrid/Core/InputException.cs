namespace Hybrid.Core;

/// <summary>
/// Input that cannot be worked with: missing, malformed, of the wrong size or an unknown option. The message is one
/// line that says what is wrong and what to do; the command line prints it and exits with 2. What a message quotes from
/// outside may hold anything: <see cref="Exception.Message"/> is made one line without control characters.
/// </summary>
public class InputException : Exception
{
    /// <summary>Creates an exception without a message of its own.</summary>
    public InputException()
        : base("The input cannot be used.")
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">One line: what is wrong and what to do.</param>
    public InputException(string message)
        : base(MessageText.OneLine(message))
    {
    }

    /// <summary>Creates an exception that keeps its cause.</summary>
    /// <param name="message">One line: what is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public InputException(string message, Exception innerException)
        : base(MessageText.OneLine(message), innerException)
    {
    }
}
