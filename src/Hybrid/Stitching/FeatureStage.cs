using System.Security.Cryptography;
using Hybrid.Classical;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Reads every image once and finds its features in a reduced version; they are matched many times.</summary>
internal static class FeatureStage
{
    /// <summary>One view an image, null where it is excluded or cannot be read; messages say why.</summary>
    public static (View?[] Views, string?[] Problems) Run(IReadOnlyList<SourceImage> sources, ImageStore store, StitchOptions options, StitchInstructions instructions, CancellationToken cancellation)
    {
        var views = new View?[sources.Count];
        var problems = new string?[sources.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.For(0, sources.Count, parallel, i =>
            {
                if (instructions.Excluded.Contains(sources[i].Name))
                    return;
                try
                {
                    views[i] = store.Use(i, image => Make(i, image, options, instructions.NeedsFeatures(sources[i].Name)));
                }
                catch (InputException e)
                {
                    problems[i] = e.Message;
                }
            });
        }
        catch
        {
            foreach (View? view in views)
                view?.Dispose();
            throw;
        }
        return (views, problems);
    }

    private static View Make(int index, Mat image, StitchOptions options, bool features)
    {
        double s = Math.Min(1, Math.Sqrt(options.RegistrationPixels / ((double)image.Width * image.Height)));
        var size = new Size(Math.Max(1, (int)Math.Round(image.Width * s)), Math.Max(1, (int)Math.Round(image.Height * s)));
        using var reduced = new Mat();
        Cv2.Resize(image, reduced, size, 0, 0, InterpolationFlags.Area);
        Mat color = PixelFormat.ToBgr8(reduced), gray = PixelFormat.ToGray8(color);
        return new View
        {
            Index = index,
            Size = image.Size(),
            IsDeep = image.Depth() == MatType.CV_16U,
            Color = color,
            Gray = gray,
            Features = features
                ? FeatureExtractor.Extract(gray, new FeatureOptions { MaxKeypoints = options.Keypoints })
                : new FeatureSet([], Array.Empty<float>(), 1),
            Content = Hash(gray),
        };
    }

    private static unsafe string Hash(Mat gray)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(gray.Width));
        for (int y = 0; y < gray.Rows; y++)
            hash.AppendData(new ReadOnlySpan<byte>((void*)gray.Ptr(y), gray.Cols));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
