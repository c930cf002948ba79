using System.Diagnostics;
using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Benchmarks.SpatialTransformer;

/// <summary>
/// <c>photometric</c> against ECC from the same starts: the true homographies of a dataset with their corners moved by 2 to 12 px.
/// A refiner has converged where the mean corner error ends below one pixel and below its start.
/// </summary>
internal static class RegistrationComparison
{
    /// <summary><c>registration DATASET [THREADS [EVERY]]</c>: every pair, or every so many.</summary>
    public static int Run(string[] args)
    {
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        int every = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        Cv2.SetNumThreads(threads);
        (string Name, IRefiner Refiner)[] refiners = [("ecc", new EccRefiner()), ("photometric", new PhotometricRefiner(new Neural.PhotometricOptions { Threads = threads }))];
        var times = refiners.Select(_ => new List<double>()).ToArray();
        var converged = new int[refiners.Length];
        var errors = refiners.Select(_ => new List<double>()).ToArray();
        int pairs = 0, index = 0;
        foreach (DatasetPair pair in DatasetLocator.Open(args[0]).Pairs)
        {
            if (pair.TruthKind != "homography" || index++ % every != 0)
                continue;
            using ImagePair images = pair.LoadImages();
            Homography truth = ((HomographyTruth)pair.LoadTruth()).Homography;
            double size = 2 + 10.0 * (pairs % 6) / 5;
            Homography start = Moved(truth, images.A.Size(), size, pairs);
            var alignment = new AlignmentResult { Status = ResultStatus.Ok, Reason = ReasonCode.Verified, MethodRequested = "start", MethodUsed = "start", Homography = start };
            double before = HomographyErrors.Corner(start, truth, images.A.Size());
            var line = new List<string>();
            for (int i = 0; i < refiners.Length; i++)
            {
                _ = (images.GrayA, images.GrayB);
                long begin = Stopwatch.GetTimestamp();
                AlignmentResult refined = refiners[i].Refiner.Refine(images, alignment);
                times[i].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                double after = HomographyErrors.Corner(refined.Homography!.Value, truth, images.A.Size());
                converged[i] += after < Math.Min(1, before) ? 1 : 0;
                errors[i].Add(after);
                line.Add(string.Create(CultureInfo.InvariantCulture, $"{refiners[i].Name} {after:F2} px {times[i][^1]:F0} ms"));
            }
            pairs++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pair.Name}: start {before:F2} px, {string.Join(", ", line)}"));
        }
        for (int i = 0; i < refiners.Length; i++)
        {
            times[i].Sort();
            errors[i].Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refiners[i].Name}: converged on {converged[i]} of {pairs}, median error {errors[i][pairs / 2]:F3} px, median {times[i][pairs / 2]:F0} ms, mean {times[i].Average():F0} ms"));
        }
        return 0;
    }

    private static Homography Moved(in Homography truth, Size a, double size, int seed)
    {
        var random = new Random(seed);
        Point2d[] corners = [new(0, 0), new(a.Width - 1, 0), new(a.Width - 1, a.Height - 1), new(0, a.Height - 1)];
        var matches = new PointMatch[4];
        for (int i = 0; i < 4; i++)
        {
            double angle = 2 * Math.PI * random.NextDouble();
            Point2d p = truth.Apply(corners[i]);
            matches[i] = new PointMatch(corners[i], new Point2d(p.X + size * Math.Cos(angle), p.Y + size * Math.Sin(angle)), 1);
        }
        return HomographyEstimator.Dlt(matches)!.Value;
    }
}
