using System.Diagnostics;

namespace Hybrid.Cli.Tests.Support;

/// <summary>How a process ended and what it printed.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Arguments of <c>dotnet</c> that run the command line of these tests. Its own list of libraries is that of a build for
    /// one platform; beside the tests they lie as the tests' list has them.
    /// </summary>
    public static string[] CommandLine(params string[] arguments) =>
    [
        "exec", "--depsfile", Beside("Hybrid.Cli.Tests.deps.json"), "--runtimeconfig", Beside("Hybrid.Cli.Tests.runtimeconfig.json"), Beside("Hybrid.Cli.dll"),
        .. arguments,
    ];

    /// <summary>Runs a program to its end, without stdin, with variables added to the environment.</summary>
    public static ProcessRun Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            info.Environment[name] = value;
        using Process process = Process.Start(info)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new ProcessRun(process.ExitCode, output.Result, error.Result);
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
