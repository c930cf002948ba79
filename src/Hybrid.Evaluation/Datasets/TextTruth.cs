using System.Globalization;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Reads small ground truth in text: matrices and point lists.</summary>
internal static class TextTruth
{
    private static readonly char[] Separators = [' ', '\t', ',', ';', '[', ']', '\r'];

    /// <summary>A homography in any form that <see cref="HomographyFile"/> reads, refused where it maps nothing.</summary>
    public static Homography ReadHomography(string path)
    {
        Homography h = HomographyFile.Read(path);
        return h.Inverse() is null ? throw new InputException($"{path}: the homography is singular") : h.Normalized();
    }

    /// <summary>One correspondence a line: x1 y1 x2 y2.</summary>
    public static IReadOnlyList<PointMatch> ReadPoints(string path)
    {
        List<PointMatch> points = [];
        foreach ((int line, string text) in Lines(path))
        {
            List<double> n = Numbers(path, line, text);
            if (n.Count != 4)
                throw new InputException($"{path}:{line}: expected x1 y1 x2 y2, found {n.Count} numbers");
            points.Add(new PointMatch(new Point2d(n[0], n[1]), new Point2d(n[2], n[3]), 1));
        }
        return points.Count > 0 ? points : throw new InputException($"{path}: no point in it");
    }

    /// <summary>One turning camera a line: focal length, principal point, and nine numbers of the rotation to the world, row-major.</summary>
    public static IReadOnlyList<TrueCamera> ReadCameras(string path, int count)
    {
        List<TrueCamera> cameras = [];
        foreach ((int line, string text) in Lines(path))
        {
            List<double> n = Numbers(path, line, text);
            if (n.Count != 12)
                throw new InputException($"{path}:{line}: expected focal cx cy and nine numbers of a rotation, found {n.Count} numbers");
            cameras.Add(new TrueCamera(n[0], n[1], n[2], Homography.FromRowMajor([.. n.Skip(3)])));
        }
        return cameras.Count == count ? cameras : throw new InputException($"{path}: {cameras.Count} cameras for {count} images");
    }

    /// <summary>Numbers of one line, all finite.</summary>
    public static List<double> Numbers(string path, int line, string text)
    {
        List<double> numbers = [];
        foreach (string part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
                throw new InputException($"{path}:{line}: '{Shorten(part)}' is not a finite number");
            numbers.Add(value);
        }
        return numbers;
    }

    private static IEnumerable<(int Line, string Text)> Lines(string path)
    {
        int number = 0;
        foreach (string line in TextFile.Read(path).Split('\n'))
        {
            number++;
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            string text = (comment < 0 ? line : line[..comment]).Trim();
            if (text.Length > 0)
                yield return (number, text);
        }
    }

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
