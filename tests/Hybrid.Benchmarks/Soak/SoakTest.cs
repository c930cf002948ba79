using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Hybrid.Cli;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Benchmarks.Soak;

/// <summary>
/// Every kind of command on embedded pairs, round after round in one process: whether memory and handles stay flat, and whether the
/// last round's files are those of the first. The first tenth of the time is left out of the slope: caches and networks fill.
/// </summary>
internal static class SoakTest
{
    private const double Warming = 0.1;

    private static readonly string[] Timed = [".json", ".html"];

    public static async Task<int> Run(string[] args)
    {
        double minutes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 60;
        string data = Path.Combine("datasets", "embedded"), folder = Directory.CreateTempSubdirectory("hybrid-soak-").FullName;
        if (!Directory.Exists(data))
        {
            Console.Error.WriteLine("soak: run it in the root of the repository, where datasets/embedded lies");
            return 2;
        }
        try
        {
            return await Run(TimeSpan.FromMinutes(minutes), data, folder).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Run(TimeSpan time, string data, string folder)
    {
        string[][] commands = Commands(data, folder);
        var samples = new List<SoakSample>();
        var clock = Stopwatch.StartNew();
        string first = "", last;
        do
        {
            last = await Round(commands, folder).ConfigureAwait(false);
            first = first.Length == 0 ? last : first;
            samples.Add(SoakSample.Now(clock.Elapsed.TotalHours));
            SoakSample now = samples[^1];
            Console.Error.WriteLine(Text($"{samples.Count} rounds, {60 * now.Hours:0.0} min: {now.Resident:0.0} MB resident, {now.Managed:0.0} MB managed, {now.Handles} handles{(last == first ? "" : ", OTHER RESULTS")}"));
        }
        while (clock.Elapsed < time || samples.Count < 6);
        return Report(samples, commands.Length, first == last);
    }

    private static int Report(List<SoakSample> samples, int commands, bool isSame)
    {
        SoakSample[] settled = [.. samples.Where(s => s.Hours >= Warming * samples[^1].Hours)];
        double[] hours = [.. settled.Select(s => s.Hours)];
        Console.WriteLine(Text($"{samples.Count} rounds of {commands} commands in {60 * samples[^1].Hours:0.0} minutes; results {(isSame ? "the same at both ends" : "DIFFER")}"));
        Print("resident MB/h", Slope.Of(hours, [.. settled.Select(s => s.Resident)]));
        Print("managed MB/h", Slope.Of(hours, [.. settled.Select(s => s.Managed)]));
        Print("handles/h", Slope.Of(hours, [.. settled.Select(s => (double)s.Handles)]));
        return isSame ? 0 : 1;
    }

    private static void Print(string name, Slope slope) =>
        Console.WriteLine(Text($"{name,-14} {slope.Value:+0.00;-0.00} [{slope.Value - slope.HalfWidth:+0.00;-0.00}, {slope.Value + slope.HalfWidth:+0.00;-0.00}]"));

    private static async Task<string> Round(string[][] commands, string folder)
    {
        foreach (string[] command in commands)
        {
            using var error = new StringWriter(CultureInfo.InvariantCulture);
            int code = await CliRunner.RunAsync(RootCommandFactory.Create, command, TextWriter.Null, error).ConfigureAwait(false);
            if (code > 1 && !command.Any(a => a.EndsWith("missing.png", StringComparison.Ordinal)))
                throw new InvalidOperationException($"hybrid {string.Join(' ', command)} ended with {code}: {error}");
        }
        return Digest(folder);
    }

    /// <summary>One sum over all files but those that hold times.</summary>
    private static string Digest(string folder)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !Timed.Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal))
        {
            sum.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            sum.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexString(sum.GetHashAndReset());
    }

    private static string[][] Commands(string data, string folder)
    {
        string Out(string name) => Path.Combine(folder, name);
        (string posters, string other) = Pair(Path.Combine(data, "homography", "viewpoint_posters"));
        (string moved, string movedB) = Pair(Path.Combine(data, "flow", "posters_03"));
        (string left, string right) = Pair(Path.Combine(data, "stereo", "posters_03"));
        return
        [
            ["align", posters, other, "-m", "classic", "-o", Out("classic")],
            ["align", posters, other, "-m", "hybrid", "-o", Out("hybrid")],
            ["align", posters, moved, "-m", "auto", "-o", Out("unrelated")],
            ["flow", moved, movedB, "-m", "auto", "-o", Out("flow")],
            ["stereo", left, right, "-m", "hybrid", "-o", Out("stereo")],
            ["overlap", posters, other, "-o", Out("overlap")],
            ["deblur", posters, "-m", "network", "-o", Out("deblur")],
            ["stitch", posters, other, "-o", Path.Combine(folder, "panorama.png")],
            ["methods", "--json"],
            ["align", posters, Path.Combine(folder, "missing.png")],
        ];
    }

    private static (string A, string B) Pair(string folder)
    {
        string[] images = [.. Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) == ".jpg").Order(StringComparer.Ordinal)];
        return (images[0], images[1]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
