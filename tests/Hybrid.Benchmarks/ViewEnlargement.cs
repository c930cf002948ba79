using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>
/// Blows the views of a painted panorama up to the size that cameras have, with fine grain added so that the files are as
/// heavy as photographs: to measure memory and time of stitching with, not its accuracy.
/// </summary>
internal static class ViewEnlargement
{
    private const double Grain = 12;

    /// <summary>Arguments: folder of views, folder to write, width in pixels, number of views (all where none is given).</summary>
    public static int Run(string[] args)
    {
        int width = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
        string[] views = [.. Directory.GetFiles(args[0], "*.jpg").Order(StringComparer.Ordinal)];
        int count = args.Length > 3 ? int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture) : views.Length;
        Directory.CreateDirectory(args[1]);
        foreach (string view in views.Take(count))
        {
            using Mat small = Cv2.ImRead(view);
            using var large = new Mat();
            using var noise = new Mat();
            Cv2.Resize(small, large, new Size(width, (int)Math.Round((double)width * small.Rows / small.Cols)), 0, 0, InterpolationFlags.Cubic);
            using Mat grain = new(large.Size(), MatType.CV_16SC3);
            Cv2.Randn(grain, Scalar.All(0), Scalar.All(Grain));
            Cv2.Add(large, grain, noise, null, MatType.CV_8U);
            Cv2.ImWrite(Path.Combine(args[1], Path.GetFileName(view)), noise, new ImageEncodingParam(ImwriteFlags.JpegQuality, 90));
        }
        Console.WriteLine($"{count} views of {width} pixels' width in {args[1]}");
        return 0;
    }
}
