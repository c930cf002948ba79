using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running.Isolation;

/// <summary>A worker as the runner sees it: started when it is needed, watched, ended at a limit, and started again after a crash.</summary>
/// <param name="settings">Command and limits.</param>
/// <param name="start">What the worker must know first.</param>
internal sealed class WorkerProcess(IsolationSettings settings, WorkerStart start) : IDisposable
{
    private const int MostStarts = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private Process? _process;
    private BlockingCollection<string?> _lines = [];
    private string _error = "";

    /// <summary>Lets the worker evaluate a pair; a worker that does not come back is a failed record with the reason.</summary>
    /// <exception cref="InputException">The pair's files cannot be used, or a worker cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the worker is ended.</exception>
    public PairRecord Evaluate(string id, DatasetPair pair, string method, int seed, CancellationToken cancellationToken)
    {
        EnsureReady(cancellationToken);
        _error = "";
        PairRecord prepared = Unread(id, pair, method, seed);
        var clock = Stopwatch.StartNew();
        double megabytes = 0;
        try
        {
            Send(JsonSerializer.Serialize(new WorkerJob(id, method, seed), WorkerJson.Default.WorkerJob));
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_lines.TryTake(out string? line, Interval))
                {
                    if (line is null)
                        return Failed("crash", Death());
                    if (line.StartsWith(WorkerMessages.Done, StringComparison.Ordinal) && Record(line[WorkerMessages.Done.Length..]) is { } done)
                        return done;
                    if (line.StartsWith(WorkerMessages.Prepared, StringComparison.Ordinal))
                        prepared = Record(line[WorkerMessages.Prepared.Length..]) ?? prepared;
                    if (line.StartsWith(WorkerMessages.Refused, StringComparison.Ordinal))
                        throw new InputException(line[WorkerMessages.Refused.Length..]);
                    continue;
                }
                megabytes = Math.Max(megabytes, Megabytes());
                if (settings.MaxMegabytes > 0 && megabytes > settings.MaxMegabytes)
                    return Failed("memory-limit", FormattableString.Invariant($"took more than {settings.MaxMegabytes} MB"));
                if (settings.MaxSeconds > 0 && clock.Elapsed.TotalSeconds > settings.MaxSeconds)
                    return Failed("time-limit", FormattableString.Invariant($"took more than {settings.MaxSeconds} s"));
            }
        }
        catch (OperationCanceledException)
        {
            End();
            throw;
        }

        PairRecord Failed(string reason, string message)
        {
            End();
            return prepared with { Reason = reason, Error = message, Milliseconds = clock.Elapsed.TotalMilliseconds, PeakMegabytes = megabytes };
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        End();
        _lines.Dispose();
    }

    private void EnsureReady(CancellationToken cancellationToken)
    {
        // What ends a worker while it starts, as a want of memory, may pass; a command that cannot run does not.
        for (int start = 1; _process is null or { HasExited: true }; start++)
            Start(isLast: start == MostStarts, cancellationToken);
    }

    private void Start(bool isLast, CancellationToken cancellationToken)
    {
        End();
        _lines.Dispose();
        _lines = [];
        _error = "";
        var info = new ProcessStartInfo(settings.Command[0], settings.Command.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        // Its stdin is the jobs' alone, whatever has started this process.
        info.Environment.Remove("HYBRID_WORKER");
        try
        {
            _process = Process.Start(info) ?? throw new InputException($"{settings.Command[0]} did not start");
        }
        catch (Win32Exception e)
        {
            throw new InputException($"{settings.Command[0]} cannot be started ({e.Message})", e);
        }
        BlockingCollection<string?> lines = _lines;
        _process.OutputDataReceived += (_, e) => Add(lines, e.Data);
        // The first line says what went wrong; what follows is a stack.
        _process.ErrorDataReceived += (_, e) => _error = _error.Length > 0 || string.IsNullOrWhiteSpace(e.Data) ? _error : e.Data.Trim();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Send(JsonSerializer.Serialize(start, WorkerJson.Default.WorkerStart));
        while (!_lines.TryTake(out string? line, Interval) || line != WorkerMessages.Ready)
        {
            if (line is null && _lines.Count == 0 && _process.HasExited)
            {
                bool isKilled = _process.ExitCode > 128;
                if (isLast || !isKilled)
                    throw new InputException($"a worker ended before its first pair: {Death()}");
                return;
            }
            if (!cancellationToken.IsCancellationRequested)
                continue;
            End();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Send(string line)
    {
        try
        {
            _process!.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has died; its output ends, which says so.
        }
    }

    private void End()
    {
        if (_process is null)
            return;
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
        _process.Dispose();
        _process = null;
    }

    private string Death()
    {
        _process!.WaitForExit();
        string signal = _process.ExitCode switch
        {
            132 => "illegal instruction (SIGILL)",
            134 => "aborted (SIGABRT)",
            135 => "bus error (SIGBUS)",
            136 => "arithmetic error (SIGFPE)",
            137 => "killed (SIGKILL)",
            139 => "segmentation fault (SIGSEGV)",
            int code => FormattableString.Invariant($"exit code {code}"),
        };
        return _error.Length > 0 ? $"{signal}: {_error}" : signal;
    }

    private double Megabytes()
    {
        try
        {
            _process!.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    // Null where the worker died while it wrote the line; that its output has ended says so next.
    private static PairRecord? Record(string json)
    {
        try
        {
            return PairRecordJson.Read(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is recorded of a pair whose reading already ended the worker.</summary>
    private static PairRecord Unread(string id, DatasetPair pair, string method, int seed) => new()
    {
        Pair = id,
        Method = method,
        Seed = seed,
        Truth = pair.TruthKind,
        Tier = KebabCase.Of(Difficulty.Tier.Unknown),
        Tags = pair.Tags,
        Ok = false,
        Reason = "crash",
        MethodUsed = method,
        Metrics = new MetricValues(),
    };

    private static void Add(BlockingCollection<string?> lines, string? line)
    {
        try
        {
            lines.Add(line);
        }
        catch (ObjectDisposedException)
        {
            // Nobody listens to an ended worker.
        }
    }
}
