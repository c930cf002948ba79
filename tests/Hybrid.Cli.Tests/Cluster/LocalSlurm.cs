using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Cluster;

/// <summary>Virtual nodes on this machine, for one test.</summary>
internal sealed class LocalSlurm : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hybrid-slurm-").FullName;
    private readonly string _port = FreePorts();
    private readonly string? _before = Environment.GetEnvironmentVariable("SLURM_CONF");

    public LocalSlurm(int nodes)
    {
        try
        {
            Do("start", nodes.ToString(CultureInfo.InvariantCulture));
            // What the command line starts inherits it.
            Environment.SetEnvironmentVariable("SLURM_CONF", Path.Combine(_folder, "slurm.conf"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Do(params string[] arguments)
    {
        ProcessRun run = Script(arguments);
        Assert.True(run.ExitCode == 0, $"slurm-local {string.Join(' ', arguments)}: {run.Error}");
    }

    public void Dispose()
    {
        Script("stop");
        Environment.SetEnvironmentVariable("SLURM_CONF", _before);
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessRun Script(params string[] arguments) => ProcessRun.Start(
        "bash", [Path.Combine(RepositoryRoot.Path, "tools", "cluster", "slurm-local"), .. arguments], ("SLURM_LOCAL", _folder), ("SLURM_LOCAL_PORT", _port));

    private static string FreePorts()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Math.Min(((IPEndPoint)listener.LocalEndpoint).Port, 65_000).ToString(CultureInfo.InvariantCulture);
    }
}
