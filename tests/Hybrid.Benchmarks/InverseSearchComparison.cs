using System.Diagnostics;
using System.Globalization;
using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>
/// Dense inverse search on one pair of 640×480, ours and OpenCV's by python3-opencv, taking turns in one run: both kept warm,
/// the first rounds not counted. Where python3-opencv is missing, ours alone.
/// </summary>
internal static class InverseSearchComparison
{
    private const int Warm = 60, Rounds = 40;

    private const string Opponent = """
        import sys, time, cv2
        a, b, threads = cv2.imread(sys.argv[1], 0), cv2.imread(sys.argv[2], 0), int(sys.argv[3])
        cv2.setNumThreads(threads)
        dis = cv2.DISOpticalFlow_create(int(sys.argv[4]))
        print(cv2.__version__, flush=True)
        for line in sys.stdin:
            wall, cpu = time.perf_counter(), time.process_time()
            dis.calc(a, b, None)
            print(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu), flush=True)
        """;

    public static int Run(string[] args)
    {
        if (args is not [var left, var right, .. { Length: <= 2 } rest] || !int.TryParse(rest.FirstOrDefault("1"), NumberStyles.None, CultureInfo.InvariantCulture, out int threads) || threads < 1)
        {
            Console.Error.WriteLine("usage: dis A B [THREADS [ultra-fast|fast|medium]]: images are resized to 640x480 and made grey");
            return 2;
        }
        InverseSearchPreset preset = rest.Length < 2 ? InverseSearchPreset.Medium : Enum.Parse<InverseSearchPreset>(rest[1].Replace("-", "", StringComparison.Ordinal), true);
        string folder = Directory.CreateTempSubdirectory("hybrid-dis-").FullName;
        try
        {
            string[] files = [Path.Combine(folder, "1.png"), Path.Combine(folder, "2.png")];
            using Mat a = Prepared(left, files[0]), b = Prepared(right, files[1]);
            var flow = new InverseSearchFlow(InverseSearchOptions.Of(preset), threads);
            // The distribution's Python has the distribution's OpenCV, also where another one comes first.
            (Process Process, string Version)? opponent = Start("python3", files, threads, preset) ?? Start("/usr/bin/python3", files, threads, preset);
            using Process? opencv = opponent?.Process;
            List<(double Wall, double Cpu)> ours = [], theirs = [];
            for (int round = -Warm; round < Rounds; round++)
            {
                (double Wall, double Cpu) time = Time(() => flow.Compute(a, b));
                if (round >= 0)
                    ours.Add(time);
                if (opencv is null)
                    continue;
                opencv.StandardInput.WriteLine();
                double[] other = [.. opencv.StandardOutput.ReadLine()!.Split(' ').Select(s => double.Parse(s, CultureInfo.InvariantCulture))];
                if (round >= 0)
                    theirs.Add((other[0], other[1]));
            }
            Report("ours", ours);
            if (opencv is null)
            {
                Console.WriteLine("python3 has no cv2: nothing to compare with");
                return 0;
            }
            opencv.StandardInput.Close();
            opencv.WaitForExit();
            Report($"OpenCV {opponent!.Value.Version}", theirs);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{preset}, {threads} threads: ratio of medians {Median(ours, t => t.Wall) / Median(theirs, t => t.Wall):F2} wall, {Median(ours, t => t.Cpu) / Median(theirs, t => t.Cpu):F2} CPU"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static (Process Process, string Version)? Start(string python, string[] files, int threads, InverseSearchPreset preset)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", Opponent, .. files, threads.ToString(CultureInfo.InvariantCulture), ((int)preset).ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        try
        {
            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is { } version)
                return (process, version);
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such Python.
        }
        return null;
    }

    private static Mat Prepared(string path, string file)
    {
        using Mat image = ImageReader.Read(path), resized = new();
        Cv2.Resize(image, resized, new Size(640, 480), 0, 0, InterpolationFlags.Area);
        var gray = new Mat();
        if (resized.Channels() == 1)
            resized.CopyTo(gray);
        else
            Cv2.CvtColor(resized, gray, ColorConversionCodes.BGR2GRAY);
        Cv2.ImWrite(file, gray);
        return gray;
    }

    private static (double Wall, double Cpu) Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        action();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    private static double Median(List<(double Wall, double Cpu)> times, Func<(double Wall, double Cpu), double> value)
    {
        double[] sorted = [.. times.Select(value).Order()];
        return sorted[sorted.Length / 2];
    }

    private static void Report(string name, List<(double Wall, double Cpu)> times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: median {Median(times, t => t.Wall):F1} ms wall, {Median(times, t => t.Cpu):F1} ms CPU, least {times.Min(t => t.Cpu):F1}, {times.Count} rounds"));
}
