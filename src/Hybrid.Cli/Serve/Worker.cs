using System.Globalization;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Cli.Serve;

/// <summary>This program as the one that does the viewer's work.</summary>
internal static class Worker
{
    /// <summary>How it is started.</summary>
    /// <param name="models">Folder of the networks; null for the usual one.</param>
    /// <param name="device">Where networks run; null for the usual one.</param>
    /// <param name="threads">Threads of a worker; 0 for all cores.</param>
    public static WorkerProgram Program(string? models, string? device, int threads)
    {
        string executable = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not tell where this program lies.");
        bool isHost = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        // Workers work in folders of their own.
        string[] common =
        [
            .. models is null ? Array.Empty<string>() : ["--models", Path.GetFullPath(models)],
            .. device is null ? Array.Empty<string>() : ["--device", device],
            "--threads", threads.ToString(CultureInfo.InvariantCulture),
        ];
        return new WorkerProgram(executable, isHost ? [typeof(Worker).Assembly.Location] : [], common);
    }
}
