using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Scripts;

/// <summary>
/// A machine as an entry script sees it: a PATH with the real tools but for those taken away or replaced,
/// and an empty cache.
/// </summary>
internal sealed class FakeMachine : IDisposable
{
    // What setup.sh decides upon; everything else on PATH is the real thing.
    private static readonly string[] Decisive = ["dotnet", "apt-get", "dpkg-query", "sudo", "id"];
    private readonly TemporaryFolder _folder = new();

    public FakeMachine()
    {
        Directory.CreateDirectory(_folder["bin"]);
        foreach (string file in Directory.EnumerateFiles("/usr/bin"))
        {
            if (!Decisive.Contains(Path.GetFileName(file)))
                File.CreateSymbolicLink(Path.Combine(_folder["bin"], Path.GetFileName(file)), file);
        }
        Install("id", "echo 0");
        Install("dpkg-query", "echo installed");
    }

    public string Cache => _folder["cache"];

    /// <summary>Puts a program of a few lines of shell on PATH.</summary>
    public FakeMachine Install(string name, string body)
    {
        string path = Path.Combine(_folder["bin"], name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>Takes a program off PATH.</summary>
    public FakeMachine Remove(string name)
    {
        File.Delete(Path.Combine(_folder["bin"], name));
        return this;
    }

    /// <summary>A machine that has an SDK that answers <c>--list-sdks</c> and whose builds write an empty program.</summary>
    public FakeMachine WithSdk(string version = "10.0.100") => Install("dotnet",
        $"""
        [ "$1" != --list-sdks ] || echo '{version} [/usr/share/dotnet/sdk]'
        [ "$1" = publish ] || exit 0
        while [ $# -gt 1 ]; do [ "$1" = -o ] && mkdir -p "$2" && : >"$2/Hybrid.Cli.dll"; shift; done
        """);

    public ProcessRun Run(string script, params string[] arguments) =>
        ProcessRun.Start("/bin/bash", [Path.Combine(RepositoryRoot.Path, "tools", script), .. arguments],
            ("PATH", _folder["bin"]), ("HYBRID_CACHE", Cache), ("HOME", _folder.Path));

    public void Dispose() => _folder.Dispose();
}
