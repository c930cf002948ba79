using System.Security.Cryptography;
using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Registration;

/// <summary>
/// Reads every image once and finds its features in reduced versions; they are matched many times. First come those that
/// cost least: ORB, which many pairs are content with, or where pairs have to be chosen by likeness few SIFT.
/// </summary>
internal static class FeatureStage
{
    private const double OrbPixels = 300_000;
    private const double SiftPixels = 125_000;

    /// <summary>One view an image, null where it is excluded or cannot be read; messages say why.</summary>
    public static (View?[] Views, string?[] Problems) Run(IReadOnlyList<SourceImage> sources, ImageStore store, StitchOptions options, StitchInstructions instructions, StageCounter counter, CancellationToken cancellation)
    {
        var reduced = new Reduced?[sources.Count];
        var views = new View?[sources.Count];
        var problems = new string?[sources.Count];
        ParallelOptions parallel = Concurrency.Options(options.Threads, cancellation);
        counter.Expect(sources.Count);
        try
        {
            Parallel.For(0, sources.Count, parallel, i =>
            {
                if (instructions.Excluded.Contains(sources[i].Name))
                    return;
                try
                {
                    reduced[i] = store.Use(i, image => Reduce(image, options));
                }
                catch (InputException e)
                {
                    problems[i] = e.Message;
                    counter.Step();
                }
            });
            // One range for all images of a depth: each by its own would look like a change of exposure.
            Dictionary<int, IntensityRange> ranges = reduced.Where(r => r is not null).GroupBy(r => r!.Statistics.Depth)
                .ToDictionary(g => g.Key, g => IntensityRange.Common([.. g.Select(r => r!.Statistics)]));
            Parallel.For(0, sources.Count, parallel, i =>
            {
                if (reduced[i] is not { } own)
                    return;
                views[i] = Make(i, own, sources[i].ReadMetadata(), ranges[own.Statistics.Depth], options, sources.Count <= options.AllPairsUpTo, instructions.NeedsFeatures(sources[i].Name));
                counter.Step();
            });
        }
        catch
        {
            foreach (View? view in views)
                view?.Dispose();
            throw;
        }
        finally
        {
            foreach (Reduced? own in reduced)
                own?.Image.Dispose();
        }
        return (views, problems);
    }

    private static Reduced Reduce(Mat image, StitchOptions options)
    {
        double s = Math.Min(1, Math.Sqrt(options.RegistrationPixels / ((double)image.Width * image.Height)));
        var size = new Size(Math.Max(1, (int)Math.Round(image.Width * s)), Math.Max(1, (int)Math.Round(image.Height * s)));
        var small = new Mat();
        Cv2.Resize(image, small, size, 0, 0, InterpolationFlags.Area);
        return new Reduced(small, image.Size(), IntensityStatistics.Of(image));
    }

    private static View Make(int index, Reduced own, ImageMetadata metadata, IntensityRange range, StitchOptions options, bool few, bool features)
    {
        Mat color = PixelFormat.ToBgr8(own.Image, range), gray = PixelFormat.ToGray8(color, IntensityRange.Byte);
        var none = new FeatureSet([], Array.Empty<float>(), 1);
        return new View
        {
            Index = index,
            Size = own.Full,
            Depth = own.Statistics.Depth,
            Range = range,
            Metadata = metadata,
            Color = color,
            Gray = gray,
            Features = features ? First(gray, options, few) : none,
            FineFeatures = new Lazy<FeatureSet>(() => features ? FeatureExtractor.Extract(gray, new FeatureOptions { MaxKeypoints = options.FineKeypoints }) : none),
            Corners = new Lazy<Point2f[]>(() => CornerTracker.Find(gray)),
            Circle = ImageCircle.Find(gray),
            Content = Hash(gray),
        };
    }

    /// <summary>Features of an image small enough that they cost little, at their places in the given one.</summary>
    private static FeatureSet First(Mat gray, StitchOptions options, bool few)
    {
        double s = Math.Min(1, Math.Sqrt((few ? OrbPixels : SiftPixels) / ((double)gray.Width * gray.Height)));
        var size = new Size(Math.Max(1, (int)Math.Round(gray.Width * s)), Math.Max(1, (int)Math.Round(gray.Height * s)));
        using var small = new Mat();
        Cv2.Resize(gray, small, size, 0, 0, InterpolationFlags.Area);
        FeatureSet features = FeatureExtractor.Extract(small, new FeatureOptions { Kind = few ? FeatureKind.Orb : FeatureKind.Sift, MaxKeypoints = options.Keypoints });
        float sx = (float)gray.Width / size.Width, sy = (float)gray.Height / size.Height;
        return features.At([.. features.Keypoints.Select(k =>
        {
            k.Pt = new Point2f((k.Pt.X + 0.5f) * sx - 0.5f, (k.Pt.Y + 0.5f) * sy - 0.5f);
            k.Size *= sx;
            return k;
        })]);
    }

    private static unsafe string Hash(Mat gray)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(gray.Width));
        for (int y = 0, rows = gray.Rows; y < rows; y++)
            hash.AppendData(new ReadOnlySpan<byte>((void*)gray.Ptr(y), gray.Cols));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>An image made smaller, its values as they were, and what they are.</summary>
    private sealed record Reduced(Mat Image, Size Full, IntensityStatistics Statistics);
}
