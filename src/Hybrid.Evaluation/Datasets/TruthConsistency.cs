using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Refuses ground truth that cannot belong to its images.</summary>
internal static class TruthConsistency
{
    /// <summary>Checks sizes and coordinates.</summary>
    /// <exception cref="InputException">They do not fit; the message names the file.</exception>
    public static void Check(DatasetPair pair, Scene scene)
    {
        string file = pair.TruthFiles.Count > 0 ? pair.TruthFiles[0] : pair.PathA;
        switch (scene.Truth)
        {
            case FlowTruth t:
                RequireSize(file, "flow", t.Flow.Width, t.Flow.Height, scene.SizeA);
                RequireMask(pair.TruthFiles[^1], t.Occluded, scene.SizeA);
                break;
            case DisparityTruth t:
                RequireSize(file, "disparity", t.Disparity.Width, t.Disparity.Height, scene.SizeA);
                RequireMask(pair.TruthFiles[^1], t.Occluded, scene.SizeA);
                if (scene.SizeA != scene.SizeB)
                    throw new InputException($"{pair.PathB}: the right image is {scene.SizeB.Width}x{scene.SizeB.Height}, the left {scene.SizeA.Width}x{scene.SizeA.Height}; a rectified pair has one size");
                break;
            case OverlapTruth t:
                RequireMask(file, t.MaskA, scene.SizeA);
                RequireMask(pair.TruthFiles[^1], t.MaskB, scene.SizeB);
                break;
            case SharpTruth when scene.SizeA != scene.SizeB:
                throw new InputException($"{pair.PathB}: the sharp image is {scene.SizeB.Width}x{scene.SizeB.Height}, the blurred {scene.SizeA.Width}x{scene.SizeA.Height}");
            case PointsTruth t:
                RequireInside(file, t.Points, scene);
                break;
            case HomographyTruth t:
                RequireInside(pair.TruthFiles[^1], t.Points, scene);
                break;
        }
    }

    private static void RequireSize(string file, string what, int width, int height, ImageSize image)
    {
        if (width != image.Width || height != image.Height)
            throw new InputException($"{file}: the {what} is {width}x{height} but the image is {image.Width}x{image.Height}");
    }

    private static void RequireMask(string file, bool[]? mask, ImageSize image)
    {
        if (mask is not null && mask.Length != image.Width * image.Height)
            throw new InputException($"{file}: the mask has {mask.Length} pixels but the image is {image.Width}x{image.Height}");
    }

    private static void RequireInside(string file, IReadOnlyList<PointMatch> points, Scene scene)
    {
        foreach (PointMatch p in points)
        {
            if (p.A.X < -1 || p.A.Y < -1 || p.A.X > scene.SizeA.Width || p.A.Y > scene.SizeA.Height
                || p.B.X < -1 || p.B.Y < -1 || p.B.X > scene.SizeB.Width || p.B.Y > scene.SizeB.Height)
                throw new InputException(FormattableString.Invariant($"{file}: point ({p.A.X}, {p.A.Y}) to ({p.B.X}, {p.B.Y}) lies outside its images ({scene.SizeA.Width}x{scene.SizeA.Height} and {scene.SizeB.Width}x{scene.SizeB.Height})"));
        }
    }
}
