using System.Diagnostics;
using System.Globalization;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Imaging;
using Hybrid.Stitching;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>How many of the pairs that truly overlap each way of choosing pairs keeps, and how many pairs it asks for.</summary>
internal static class PairSelectionStudy
{
    private static readonly double[] Overlaps = [0.6, 0.4, 0.25, 0.1];

    public static int Run(string[] args)
    {
        if (args is not [var folder, ..])
        {
            Console.Error.WriteLine("usage: pairs FOLDER [THREADS]: FOLDER holds a set of 'hybrid datasets make panoramas', with cameras.txt");
            return 2;
        }
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        DatasetPair set = DatasetLocator.Open(folder).Pairs[0];
        var truth = (ImageSetTruth)set.LoadTruth();
        var options = new StitchOptions { Threads = threads };
        SourceImage[] sources = [.. truth.Paths.Select(p => new SourceImage(p))];
        using var store = new ImageStore(sources, options.CacheBytes);
        (View?[] found, _) = FeatureStage.Run(sources, store, options, new StitchInstructions(), StageCounter.Silent, default);
        View[] views = [.. found.Select(v => v!)];
        double all = views.Length * (views.Length - 1) / 2.0;
        double[,] overlap = TrueOverlap(truth.Cameras, views[0].Size);
        foreach ((string name, StitchOptions choice) in Choices(options))
        {
            long start = Stopwatch.GetTimestamp();
            var pairs = PairSelection.Choose(views, choice).ToHashSet();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            string recall = string.Join(", ", Overlaps.Select(least => Recall(overlap, pairs, least)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {pairs.Count} pairs, {100 * pairs.Count / all:F1} % of all, {seconds:F1} s; {recall}"));
        }
        foreach (View view in views)
            view.Dispose();
        return 0;
    }

    private static IEnumerable<(string Name, StitchOptions Options)> Choices(StitchOptions options)
    {
        foreach (int partners in new[] { 8, 12, 24 })
            yield return ($"features, {partners} partners", options with { Partners = partners });
        yield return ("overlap", options with { Pairs = PairChoice.Overlap });
    }

    private static string Recall(double[,] overlap, HashSet<(int, int)> pairs, double least)
    {
        int have = 0, kept = 0;
        for (int a = 0; a < overlap.GetLength(0); a++)
        {
            for (int b = a + 1; b < overlap.GetLength(1); b++)
            {
                if (overlap[a, b] < least)
                    continue;
                have++;
                kept += pairs.Contains((a, b)) ? 1 : 0;
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"{kept} of {have} that share {100 * least:F0} % or more");
    }

    private static double[,] TrueOverlap(IReadOnlyList<TrueCamera> cameras, Size size)
    {
        var overlap = new double[cameras.Count, cameras.Count];
        for (int a = 0; a < cameras.Count; a++)
        {
            for (int b = a + 1; b < cameras.Count; b++)
            {
                Geometry.Homography ra = cameras[a].Rotation, rb = cameras[b].Rotation;
                // Beyond a right angle a plane through both images' pixels sees them mirrored.
                bool sameWay = ra.M13 * rb.M13 + ra.M23 * rb.M23 + ra.M33 * rb.M33 > 0.2;
                overlap[a, b] = sameWay ? cameras[a].To(cameras[b]).OverlapFraction(size, size) : 0;
            }
        }
        return overlap;
    }
}
