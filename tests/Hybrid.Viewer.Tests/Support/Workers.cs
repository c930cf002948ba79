using Hybrid.Viewer.Jobs;

namespace Hybrid.Viewer.Tests.Support;

/// <summary>Programs that do a viewer's work: the command line itself, and small scripts that behave as it does.</summary>
internal static class Workers
{
    /// <summary>
    /// The command line of these tests. Its own list of libraries is that of a build for one platform; beside the tests they
    /// lie as the tests' list has them.
    /// </summary>
    public static WorkerProgram CommandLine { get; } = new("dotnet",
        ["exec", "--depsfile", Beside("Hybrid.Viewer.Tests.deps.json"), "--runtimeconfig", Beside("Hybrid.Viewer.Tests.runtimeconfig.json"), Beside("Hybrid.Cli.dll")],
        ["--threads", "1"]);

    /// <summary>A shell script in the command line's place; its arguments are a command's.</summary>
    public static WorkerProgram Script(string script) => new("/bin/sh", ["-c", script, "worker"], []);

    /// <summary>Says that it is half done, and then takes longer than any test.</summary>
    public static WorkerProgram Endless { get; } = Script("echo 'progress: half done' >&2; exec sleep 1000");

    /// <summary>Answers at once with a result and a file.</summary>
    public static WorkerProgram Quick { get; } = Script("echo text >out/1/notes.txt; echo '{ \"status\": \"ok\", \"image\": \"inputs/a.jpg\" }'");

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
