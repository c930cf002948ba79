using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hybrid.Cli.Tests.Support;

namespace Hybrid.Cli.Tests.Evaluate;

/// <summary><c>evaluate --isolate</c>: what ends a worker costs one pair and no run.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string Methods = "classic:features=orb";
    private readonly TemporaryFolder _folder = new();

    public IsolationTests() => TinyDataset.Write(_folder, "tiny", pairs: 4);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_those_of_one_process()
    {
        Evaluate("one");
        Evaluate("isolated", "--isolate");
        Assert.Equal(Lines("one"), Lines("isolated"));
    }

    [Fact]
    public void A_worker_that_is_killed_is_a_failed_pair_and_the_others_are_evaluated()
    {
        using var killer = new Timer(_ => Kill(), null, 0, 5);
        Evaluate("run", "--isolate", "--threads", "1");
        JsonElement[] records = Records("run");
        Assert.Equal(4, records.Length);
        JsonElement[] failed = [.. records.Where(r => r.GetProperty("reason").GetString() == "crash")];
        // Two kills, of which one may fall between two pairs.
        Assert.InRange(failed.Length, 1, 2);
        Assert.All(failed, r => Assert.Contains("SIGKILL", r.GetProperty("error").GetString(), StringComparison.Ordinal));
        Assert.Equal(4 - failed.Length, records.Count(r => r.GetProperty("status").GetString() == "ok"));
    }

    [Theory]
    [InlineData("--max-memory", "1", "memory-limit", "took more than 1 MB")]
    public void A_limit_is_a_failure_with_its_reason(string option, string value, string reason, string error)
    {
        Evaluate("run", option, value);
        Assert.All(Records("run"), r => Assert.Equal((reason, error), (r.GetProperty("reason").GetString(), r.GetProperty("error").GetString())));
        Assert.Contains("\"limits\": \"1 MB\"", File.ReadAllText(_folder["run/run.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_that_cannot_be_read_stops_the_run_with_its_line()
    {
        File.WriteAllBytes(_folder["tiny/homography/scene2/2.png"], File.ReadAllBytes(_folder["tiny/homography/scene2/2.png"])[..500]);
        ProcessRun run = CliRun.Of("evaluate", _folder["tiny"], "--methods", Methods, "--isolate", "-o", _folder["run"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("scene2/2.png", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    private int _records;

    /// <summary>Ends the worker after the first record and after the second.</summary>
    private void Kill()
    {
        string file = _folder["run/pairs.ndjson"];
        int records = File.Exists(file) ? ReadShared(file).Count(b => b == (byte)'\n') : 0;
        if (records is 0 or > 2 || Interlocked.Exchange(ref _records, records) == records)
            return;
        foreach (string status in Directory.GetDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out int _)))
        {
            try
            {
                string[] words = File.ReadAllText(Path.Combine(status, "cmdline")).Split('\0');
                string parent = File.ReadLines(Path.Combine(status, "status")).First(l => l.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim();
                if (words.Contains("__worker") && parent == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
                    Process.Start("kill", ["-KILL", Path.GetFileName(status)]).WaitForExit();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended.
            }
        }
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private void Evaluate(string run, params string[] options)
    {
        ProcessRun result = CliRun.Of(["evaluate", _folder["tiny"], "--methods", Methods, "-o", _folder[run], "--json", .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private JsonElement[] Records(string run) => [.. File.ReadAllLines(_folder[run + "/pairs.ndjson"]).Select(l => JsonDocument.Parse(l).RootElement)];

    private string[] Lines(string run) => [.. File.ReadAllLines(_folder[run + "/pairs.ndjson"]).Select(l => l[..l.IndexOf(",\"cost\":", StringComparison.Ordinal)])];
}
