using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using Hybrid.Neural;
using Hybrid.Verification;

namespace Hybrid.Benchmarks.SpatialTransformer;

/// <summary>
/// The learned start on every pair of a dataset and on as many pairs of images that show different things: error of the network
/// alone and after registration in percent of the diagonal, confidence, time.
/// </summary>
internal static class StartStudy
{
    /// <summary><c>start DATASET [THREADS [MODELS]]</c>.</summary>
    public static int Run(string[] args)
    {
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        HomographyNetwork network = HomographyNetwork.Shared(HomographyNetwork.DefaultModel, args.Length > 2 ? args[2] : null, threads);
        var start = new DirectAlignment(new Lazy<HomographyNetwork>(() => network), new AlignerSettings { Threads = threads });
        DatasetPair[] pairs = [.. DatasetLocator.Open(args[0]).Pairs.Where(p => p.TruthKind == "homography")];
        int within = 0, right = 0, ok = 0, wrongOk = 0, unrelatedOk = 0;
        List<double> alone = [], estimate = [], find = [];
        for (int i = 0; i < pairs.Length; i++)
        {
            using ImagePair pair = pairs[i].LoadImages();
            Homography truth = ((HomographyTruth)pairs[i].LoadTruth()).Homography;
            double diagonal = Math.Sqrt((double)pair.A.Width * pair.A.Width + (double)pair.A.Height * pair.A.Height) / 100;
            _ = (pair.GrayA, pair.GrayB);
            long begin = Stopwatch.GetTimestamp();
            (Homography raw, _) = network.Estimate(pair.GrayA, pair.GrayB);
            estimate.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            begin = Stopwatch.GetTimestamp();
            (Homography h, AlignmentVerdict verification) = start.Find(pair);
            find.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            double first = HomographyErrors.Corner(raw, truth, pair.A.Size()) / diagonal, final = HomographyErrors.Corner(h, truth, pair.A.Size()) / diagonal;
            double still = HomographyErrors.Corner(Homography.Identity, truth, pair.A.Size()) / diagonal;
            bool good = final < 2, accepted = verification.Confidence >= AlignmentVerifier.Ok;
            alone.Add(first);
            within += first < 6 ? 1 : 0;
            right += good ? 1 : 0;
            ok += good && accepted ? 1 : 0;
            wrongOk += !good && accepted ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs[i].Name}: none {still:F1} %, network {first:F2} %, registered {final:F2} %, confidence {verification.Confidence:F3} ({verification.Text})"));
        }
        for (int i = 0; i < pairs.Length; i++)
        {
            int other = (i + pairs.Length / 2 + 1) % pairs.Length;
            using ImagePair a = pairs[i].LoadImages(), b = pairs[other].LoadImages();
            using var pair = new ImagePair("unrelated", a.A.Clone(), b.B.Clone());
            (_, AlignmentVerdict verification) = start.Find(pair);
            unrelatedOk += verification.Confidence >= AlignmentVerifier.Ok ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unrelated {pairs[i].Name} with {pairs[other].Name}: confidence {verification.Confidence:F3} ({verification.Text})"));
        }
        alone.Sort();
        estimate.Sort();
        find.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{pairs.Length} pairs: network within 6 % on {within}, median {alone[pairs.Length / 2]:F2} %; registered within 2 % on {right}, of these accepted {ok}; wrong but accepted {wrongOk}; unrelated accepted {unrelatedOk}; network {estimate[pairs.Length / 2]:F0} ms, whole start {find[pairs.Length / 2]:F0} ms"));
        return 0;
    }
}
