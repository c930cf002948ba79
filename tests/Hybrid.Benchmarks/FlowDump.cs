using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Hybrid.Alignment;
using Hybrid.Alignment.Fusion;
using Hybrid.Neural;
using Hybrid.Classical;
using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;

namespace Hybrid.Benchmarks;

internal static class FlowDump
{
    private static (float[] Data, int H, int W) Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = bytes[8] + 256 * bytes[9];
        string text = Encoding.ASCII.GetString(bytes, 10, header);
        string[] shape = text[(text.IndexOf('(') + 1)..text.IndexOf(')')].Split(',');
        return (MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + header)).ToArray(), int.Parse(shape[0]), int.Parse(shape[1]));
    }

    internal static IReadOnlyList<FlowProposal>? Load(string folder, ImagePair pair)
    {
        if (!File.Exists(folder + "/hybrid.txt")) return null;
        string all = File.ReadAllText(folder + "/hybrid.txt");
        if (!all.StartsWith("Ok", StringComparison.Ordinal)) return null;
        double[] m = [.. System.Text.RegularExpressions.Regex.Matches(all[all.LastIndexOf("Homography {", StringComparison.Ordinal)..], @"M\d\d = ([-\d.E+]+)").Select(x => double.Parse(x.Groups[1].Value, CultureInfo.InvariantCulture))];
        if (m.Length < 9) return null;
        FlowProposal D(ProposalKind k, string name)
        {
            (float[] f, int h, int w) = Read($"{folder}/{name}.npy");
            return FlowProposal.Dense(k, new FlowField(w, h, f), new ScalarMap(w, h, Read($"{folder}/{name}.conf.npy").Data));
        }
        if (!File.Exists($"{folder}/neural_refine-flow_on.npy")) return null;
        FlowProposal start = D(ProposalKind.Start, "hybrid"), alone = D(ProposalKind.Unguided, "neural_refine-flow_on");
        var h1 = new Hybrid.Geometry.Homography(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
        return [start, alone, D(ProposalKind.InverseSearch, "dis"), .. FlowProposals.Planes(pair, start, alone, h1, 800, 0)];
    }

    public static int Contests(string[] args)
    {
        var rows = new List<float>();
        int n = 0;
        foreach (string folder in Directory.GetDirectories(args[1]).Order(StringComparer.Ordinal).Select(Deeper))
        {
            using var pair = new ImagePair("x", OpenCvSharp.Cv2.ImRead(folder + "/a.png", 0), OpenCvSharp.Cv2.ImRead(folder + "/b.png", 0));
            if (!File.Exists(folder + "/truth.npy") || Load(folder, pair) is not { } proposals) { n++; continue; }
            (float[] t, int h, int w) = Read(folder + "/truth.npy");
            FlowContests.Add(rows, n++, pair, proposals, new FlowField(w, h, t));
            Console.Error.WriteLine(folder);
        }
        FlowContests.Write(args[0], CollectionsMarshal.AsSpan(rows));
        return 0;
    }

    private static string Deeper(string f) => File.Exists(f + "/truth.npy") ? f : Directory.GetDirectories(f).FirstOrDefault(f);

    public static int Fuse(string[] args)
    {
        using var arbiter = new FlowArbiter(ModelStore.Find(args[0], null), 1);
        foreach (string folder in Directory.GetDirectories(args[1]).Order(StringComparer.Ordinal).Select(Deeper))
        {
            using var pair = new ImagePair("x", OpenCvSharp.Cv2.ImRead(folder + "/a.png", 0), OpenCvSharp.Cv2.ImRead(folder + "/b.png", 0));
            if (!File.Exists(folder + "/truth.npy") || Load(folder, pair) is not { } proposals) continue;
            FusedFlow f = FusedFlow.Of(pair, proposals, arbiter, 800);
            Save(folder, "fused", f.Flow, f.Confidence);
            Console.Error.WriteLine($"{folder} {f.Describe(proposals)}");
        }
        return 0;
    }

    public static int Run(string[] args)
    {
        if (args[0] == "contests") return Contests(args[1..]);
        if (args[0] == "fuse") return Fuse(args[1..]);
        string output = args[0];
        var settings = new AlignerSettings { Threads = 1 };
        string[] specs = ["hybrid", "neural", "neural:refine-flow=on", "control"];
        IAligner[] aligners = [.. specs.Select(s => AlignerCatalogue.Create(MethodSpec.Parse(s), settings))];
        var dis = new DisResidualFlow(InverseSearchPreset.Medium, settings, 1);
        foreach (DatasetPair pair in args[1..].SelectMany(f => DatasetLocator.Open(f).Pairs).Where(p => p.Task == TaskKind.Alignment))
        {
            string folder = Path.Combine(output, pair.Name.Replace('/', '_'));
            if (File.Exists(Path.Combine(folder, "truth.npy")))
                continue;
            Directory.CreateDirectory(folder);
            using ImagePair images = pair.LoadImages();
            for (int i = 0; i < specs.Length; i++)
            {
                AlignmentResult r = aligners[i].Align(images);
                FlowResult f = FlowResult.Of(images, r);
                if (f.Flow is null)
                    continue;
                Save(folder, specs[i].Replace(':', '_').Replace('=', '_'), f.Flow, f.Confidence!);
                if (i == 0)
                    File.WriteAllText(Path.Combine(folder, "hybrid.txt"), $"{r.Status} {r.MethodUsed} {r.Confidence} {r.Inliers.Count}\n" + string.Join("\n", r.Provenance) + "\n" + r.Homography);
            }
            using CommonFrame frame = CommonFrame.Make(images, 800);
            (FlowField flow, ScalarMap confidence) = frame.Compose(dis.Solve(frame.A, frame.B, default));
            Save(folder, "dis", flow, confidence);
            var truth = (FlowTruth)pair.LoadTruth();
            Npy(Path.Combine(folder, "truth.npy"), truth.Flow.Data, truth.Flow.Height, truth.Flow.Width, 2);
            OpenCvSharp.Cv2.ImWrite(Path.Combine(folder, "a.png"), images.GrayA);
            OpenCvSharp.Cv2.ImWrite(Path.Combine(folder, "b.png"), images.GrayB);
            Console.Error.WriteLine(pair.Name);
        }
        return 0;
    }

    private static void Save(string folder, string name, FlowField flow, ScalarMap confidence)
    {
        Npy(Path.Combine(folder, name + ".npy"), flow.Data, flow.Height, flow.Width, 2);
        Npy(Path.Combine(folder, name + ".conf.npy"), confidence.Data, flow.Height, flow.Width, 1);
    }

    private static void Npy(string path, ReadOnlySpan<float> values, int h, int w, int c)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({h}, {w}, {c}), }}");
        header = header.PadRight((10 + header.Length + 1 + 63) / 64 * 64 - 11) + "\n";
        using FileStream stream = File.Create(path);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)]);
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
