namespace Hybrid.Cli.Infrastructure;

/// <summary>What is shown on stderr while a command works; nothing at all where stderr is not a terminal.</summary>
internal static class Terminal
{
    /// <summary>Whether stderr is a terminal that understands carriage returns and escapes.</summary>
    public static bool ShowsProgress { get; } =
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb")
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>A message that may quote a file's name, which may hold anything, as one line.</summary>
    public static string OneLine(string message) => MessageText.OneLine(message);
}
