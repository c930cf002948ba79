namespace Hybrid.Cli.Infrastructure;

/// <summary>What is different where a program has started this one to work for it, as <c>hybrid serve</c> does: the environment's HYBRID_WORKER is 1.</summary>
internal static class WorkerMode
{
    /// <summary>Whether it is so.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("HYBRID_WORKER") == "1";

    /// <summary>Has this process end when the other does, however that ends: its end of stdin is closed then.</summary>
    public static void EndWithParent()
    {
        if (IsOn)
            new Thread(WaitForEnd) { IsBackground = true }.Start();
    }

    private static void WaitForEnd()
    {
        try
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
            }
        }
        catch (IOException)
        {
            // Its end as well.
        }
        Environment.Exit(ExitCodes.Interrupted);
    }
}
