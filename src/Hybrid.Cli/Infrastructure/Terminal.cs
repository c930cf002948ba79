namespace Hybrid.Cli.Infrastructure;

/// <summary>What is shown on stderr while a command works; nothing at all where stderr is not a terminal.</summary>
internal static class Terminal
{
    /// <summary>Whether stderr is a terminal that understands carriage returns and escapes.</summary>
    public static bool ShowsProgress { get; } =
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb")
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Stands for what must not reach a terminal.</summary>
    public const char Mark = '\uFFFD';

    /// <summary>Whether a character is a terminal's order, not text: C0 and C1 of ISO 6429, and those that turn the direction of writing.</summary>
    public static bool IsControl(char c) => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';

    /// <summary>A message that may quote a file's name, which may hold anything, as one line of printable text.</summary>
    public static string OneLine(string message) => MessageText.OneLine(message);
}
