using System.Globalization;
using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Classical;
using Hybrid.Evaluation.Generation.Lookalikes;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Benchmarks.Calibration;

internal static class VerificationStudy
{
    public static int Run(string[] args)
    {
        if (args[0] == "make")
        {
            LookalikeDataset.Make(args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), int.Parse(args[4], CultureInfo.InvariantCulture));
            return 0;
        }
        if (args[0] == "overlap")
        {
            OverlapNet net = OverlapNet.Shared(OverlapNet.DefaultModel, null, 1);
            foreach (string line in File.ReadLines(args[1]))
            {
                string[] f = line.Split('\t');
                using var pair = new ImagePair(f[0], Cv2.ImRead(f[1], ImreadModes.Color), Cv2.ImRead(f[2], ImreadModes.Color));
                TimeSpan before = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
                double p = net.Predict(pair.GrayA, pair.GrayB).Probability;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p:F3} {f[0]} {(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds:F0}"));
            }
            return 0;
        }
        // candidates LIST OUT MODE: list of "name<TAB>a<TAB>b<TAB>H-file or none"
        if (args[0] == "candidates")
        {
            Escalation escalation = Enum.Parse<Escalation>(args[3], true);
            using var writer = new StreamWriter(args[2], append: true);
            foreach (string line in File.ReadLines(args[1]))
            {
                string[] f = line.Split('\t');
                using var pair = new ImagePair(f[0], Cv2.ImRead(f[1], ImreadModes.Color), Cv2.ImRead(f[2], ImreadModes.Color));
                using var working = WorkingPair.Reduce(pair, 2000);
                using var e = new ClassicEscalation(working.Pair, new ClassicOptions { Accept = 2, Escalation = escalation }, new AlignerSettings { Threads = 1 }, default);
                e.Run();
                foreach (Candidate c in e.All)
                {
                    Homography h = working.ToOriginal(c.Model.Homography);
                    writer.WriteLine(JsonSerializer.Serialize(new
                    {
                        name = f[0], a = f[1], b = f[2], truth = f[3], step = c.Step, h = h.ToRowMajor(), confidence = c.Verification.Confidence,
                        features = c.Verification.Evidence is { } v ? ConfidenceModel.Features(v) : null, text = c.Verification.Text,
                        overlap = h.OverlapFraction(pair.A.Size(), pair.B.Size()),
                    }));
                }
                writer.Flush();
            }
            return 0;
        }
        // evidence CANDIDATES OUT learned|classic
        DescriptorNetwork? network = args[3] == "learned" ? DescriptorNetwork.Shared(DescriptorNetwork.DefaultModel, null, 1) : null;
        using var output = new StreamWriter(args[2]);
        string last = "";
        ImagePair? current = null;
        foreach (string line in File.ReadLines(args[1]))
        {
            JsonElement c = JsonDocument.Parse(line).RootElement;
            string name = c.GetProperty("name").GetString()!;
            if (name != last)
            {
                current?.Dispose();
                current = new ImagePair(name, Cv2.ImRead(c.GetProperty("a").GetString()!, ImreadModes.Color), Cv2.ImRead(c.GetProperty("b").GetString()!, ImreadModes.Color));
                last = name;
            }
            double[] m = [.. c.GetProperty("h").EnumerateArray().Select(v => v.GetDouble())];
            Homography h = Homography.FromRowMajor(m);
            if (!h.CheckValidity(current!.A.Size(), current.B.Size()).IsValid)
                continue;
            long t = System.Diagnostics.Stopwatch.GetTimestamp();
            using OverlapWitness? witness = OverlapWitness.Make(current.GrayA, current.GrayB, h);
            double cheap = System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMilliseconds;
            if (network is not null)
                witness?.Ask(network);
            OverlapEvidence? o = witness?.Evidence;
            double ms = System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMilliseconds;
            object? S(ShiftAgreement? s) => s is null ? null : new { n = s.Places, agree = F(s.Agreement), chance = F(s.Chance), peak = F(s.Peak.Height), rival = F(s.Peak.Rival), dev = F(s.Peak.Deviations), sx = s.Peak.ShiftX, sy = s.Peak.ShiftY, extent = s.Extent };
            double F(double v) => double.IsFinite(v) ? v : -99;
            output.WriteLine(JsonSerializer.Serialize(new
            {
                c, ms, cheap, all = S(o?.Gradients), rest = S(o?.MovedGradients), still = o?.Still, lall = S(o?.Descriptors), lrest = S(o?.MovedDescriptors),
            }));
            output.Flush();
        }
        return 0;
    }
}
