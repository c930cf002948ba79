using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Hybrid.Viewer.Jobs;

/// <summary>
/// Runs one command line in a process of its own. The process ends by itself when this one does, and is killed with all
/// that it started when it takes too long, holds too much memory, or is no longer wanted.
/// </summary>
internal static class WorkerProcess
{
    private const int MostMessages = 100, LongestLine = 2000, MostOutput = 64 << 20;
    private const string ProgressMark = "progress: ";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="progress">Told what it is at.</param>
    /// <param name="token">Kills it.</param>
    /// <returns>How it ended; without an exit code where a limit ended it.</returns>
    /// <exception cref="OperationCanceledException">It was killed through the token.</exception>
    public static async Task<WorkerResult> RunAsync(
        WorkerProgram program, IReadOnlyList<string> arguments, string folder, WorkerLimits limits, Action<string> progress, CancellationToken token)
    {
        using Process process = Start(program, arguments, folder, limits);
        var messages = new ConcurrentQueue<string>();
        Task<byte[]> output = ReadOutput(process);
        Task errors = ReadLines(process, line =>
        {
            if (line.StartsWith(ProgressMark, StringComparison.Ordinal))
                progress(line[ProgressMark.Length..]);
            else if (messages.Count < MostMessages)
                messages.Enqueue(line);
        });
        string? breach;
        try
        {
            breach = await Watch(process, limits, token);
        }
        finally
        {
            // However this ends, nothing of the worker outlives it.
            Kill(process);
        }
        await errors;
        byte[] json = await output;
        await process.WaitForExitAsync(CancellationToken.None);
        return breach is null ? new WorkerResult(process.ExitCode, [.. messages], json) : new WorkerResult(null, [breach], []);
    }

    private static Process Start(WorkerProgram program, IReadOnlyList<string> arguments, string folder, WorkerLimits limits)
    {
        var info = new ProcessStartInfo(program.FileName, [.. program.Arguments, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment["HYBRID_WORKER"] = "1";
        info.Environment["HYBRID_MAX_PIXELS"] = limits.Pixels.ToString(CultureInfo.InvariantCulture);
        info.Environment["DOTNET_GCHeapHardLimit"] = limits.Bytes.ToString("x", CultureInfo.InvariantCulture);
        return Process.Start(info) ?? throw new InvalidOperationException($"{program.FileName} did not start.");
    }

    /// <summary>Waits for the end, and says what was breached where a limit came first.</summary>
    private static async Task<string?> Watch(Process process, WorkerLimits limits, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        Task exit = process.WaitForExitAsync(token);
        while (await Task.WhenAny(exit, Task.Delay(Interval, token)) != exit)
        {
            token.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(start) > limits.Time)
                return string.Create(CultureInfo.InvariantCulture, $"stopped after {limits.Time.TotalSeconds:0} s, the time that a job may take; use smaller images or a faster method, or start the viewer with --max-seconds");
            if (Resident(process) > limits.Bytes)
                return string.Create(CultureInfo.InvariantCulture, $"stopped at {limits.Bytes >> 20} MB, the memory that a job may hold; use smaller images, or start the viewer with --max-memory");
        }
        await exit;
        return null;
    }

    private static long Resident(Process process)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended in this moment.
        }
    }

    private static async Task<byte[]> ReadOutput(Process process)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = await process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            if (all.Length + count <= MostOutput)
                all.Write(buffer, 0, count);
        }
        return all.ToArray();
    }

    private static async Task ReadLines(Process process, Action<string> line)
    {
        while (await process.StandardError.ReadLineAsync() is { } text)
            line(text.Length <= LongestLine ? text : text[..LongestLine]);
    }
}
