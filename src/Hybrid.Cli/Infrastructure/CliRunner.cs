using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Parses a command line, runs its command and turns whatever happens into an exit code and at most one line on stderr.</summary>
internal static class CliRunner
{
    /// <summary>Runs one command line.</summary>
    /// <param name="commands">Makes the root command; not asked where the version alone is wanted.</param>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Receives data.</param>
    /// <param name="error">Receives progress and the one line of an error.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(Func<Command> commands, string[] args, TextWriter output, TextWriter error)
    {
        if (args is ["--version" or "-V" or "version"])
        {
            await output.WriteLineAsync(ProgramVersion.Text).ConfigureAwait(false);
            return ExitCodes.Done;
        }
        try
        {
            return await RunCommandAsync(commands(), args is ["help", ..] ? [.. args[1..], "--help"] : args, output, error).ConfigureAwait(false);
        }
        catch (Exception e) when (Unwrap(e) is OperationCanceledException)
        {
            return Report(error, ExitCodes.Interrupted, "stopped");
        }
#pragma warning disable CA1031 // The one place where every exception ends: a user never sees a stack trace unasked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (Environment.GetEnvironmentVariable("HYBRID_TRACE") == "1")
                await error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            (int code, string message) = Explain(Unwrap(e));
            return Report(error, code, message);
        }
    }

    private static async Task<int> RunCommandAsync(Command root, string[] args, TextWriter output, TextWriter error)
    {
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // The library listens to signals only once an action has returned its task, and actions here work before that.
            ProcessTerminationTimeout = null,
        };
        if (args.Length == 0)
        {
            configuration.Output = error;
            await root.Parse(["--help"]).InvokeAsync(configuration).ConfigureAwait(false);
            return ExitCodes.BadInput;
        }
        ParseResult result = root.Parse(args);
        if (UsageError(result) is { } message)
            return Report(error, ExitCodes.BadInput, $"{message}; see {CommandPath(result.CommandResult)} --help");

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
        return await result.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);

        // The second signal ends the process as it would any other.
        void StopOnce(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static string? UsageError(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (result.Action is { ClearsParseErrors: true })
            return null;
        if (UnknownOption(result.Tokens) is { } option)
            return NearestName.Message("option", option, [.. command.Options.Select(o => o.Name).Append("--help").Distinct()]);
        if (result.UnmatchedTokens.Count > 0)
        {
            string token = result.UnmatchedTokens[0];
            return command.Subcommands.Count > 0
                ? NearestName.Message("command", token, [.. command.Subcommands.Select(c => c.Name), .. command.Parents.Any() ? Array.Empty<string>() : ["help", "version"]])
                : $"unexpected argument '{token}'";
        }
        if (result.Errors.Count == 0)
            return null;
        if (MissingArgument(result) is { } missing)
            return missing;
        string message = result.Errors[0].Message.TrimEnd('.');
        int type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return char.ToLowerInvariant(message[0]) + (type > 0 ? message[1..type] : message[1..]);
    }

    // The parser's own message names the command, which a person knows, and not what is missing.
    private static string? MissingArgument(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (command.Arguments.FirstOrDefault(a => (result.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues) is { } argument)
            return $"argument {argument.Name} is missing";
        if (command.Options.FirstOrDefault(o => o.Required && result.GetResult(o) is null or { Implicit: true }) is { } required)
            return $"option {Short(required)} is missing";
        return command.Options.FirstOrDefault(o => result.GetResult(o) is { Implicit: false, Tokens.Count: 0 } && o.Arity.MinimumNumberOfValues > 0) is { } empty
            ? $"option {Short(empty)} lacks its value"
            : null;
    }

    private static string Short(Option option) => option.Aliases.FirstOrDefault() ?? option.Name;

    // The parser takes an option that it does not know for a file's name.
    private static string? UnknownOption(IEnumerable<Token> tokens)
    {
        foreach (Token token in tokens.TakeWhile(t => t.Type != TokenType.DoubleDash))
        {
            if (token.Type == TokenType.Argument && token.Value is ['-', not (>= '0' and <= '9' or '.'), ..])
                return token.Value.Split('=')[0];
        }
        return null;
    }

    private static string CommandPath(CommandResult? result)
    {
        string path = "";
        for (; result is not null; result = result.Parent as CommandResult)
            path = result.Parent is null ? "hybrid" + path : $" {result.Command.Name}{path}";
        return path;
    }

    private static Exception Unwrap(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [{ } inner] } => Unwrap(inner),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        _ => e,
    };

    private static (int Code, string Message) Explain(Exception e) => e switch
    {
        InputException => (ExitCodes.BadInput, e.Message),
        // Out of descriptors, .NET finds neither files nor its own assemblies, and says no more than that.
        IOException or DllNotFoundException when OpenFiles.Limit < OpenFiles.Enough =>
            (ExitCodes.BadInput, $"this system lets a program open {OpenFiles.Limit} files at a time, which is too few; raise it with 'ulimit -n 1024'"),
        UnauthorizedAccessException => (ExitCodes.BadInput, $"{e.Message}; check its permissions or choose another place"),
        IOException when IsDiskFull(e) => (ExitCodes.BadInput, $"{e.Message}; free some disk space or choose another place"),
        IOException => (ExitCodes.BadInput, e.Message),
        NativeLibraryException => (ExitCodes.InternalError, e.Message),
        DllNotFoundException => (ExitCodes.InternalError, NativeLibraryException.Explain(e.Message)),
        OutOfMemoryException => (ExitCodes.InternalError, "not enough memory for this input; make the images smaller"),
        OpenCVException => (ExitCodes.InternalError, $"OpenCV failed: {e.Message}"),
        _ => (ExitCodes.InternalError, $"internal error ({e.GetType().Name}): {e.Message}; HYBRID_TRACE=1 shows where"),
    };

    // ENOSPC, EFBIG and EDQUOT, as .NET carries them in HResult on Unix.
    private static bool IsDiskFull(Exception e) =>
        e.HResult is 28 or 27 or 122 || e.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    private static int Report(TextWriter error, int code, string message)
    {
        try
        {
            error.WriteLine($"hybrid: {Terminal.OneLine(message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody listens on stderr; the exit code says what there is to say.
        }
        return code;
    }
}
