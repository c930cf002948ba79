namespace Hybrid.Cli.Infrastructure;

/// <summary>What the process's exit code says. A contract: scripts depend on it.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A result that says failure: no alignment found, a check that did not hold.</summary>
    public const int NoResult = 1;

    /// <summary>Bad input or usage, among it an output that cannot be written.</summary>
    public const int BadInput = 2;

    /// <summary>A defect of the program or of its installation.</summary>
    public const int InternalError = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
