
namespace Hybrid.Evaluation.Datasets;

/// <summary>Refuses ground truth that cannot belong to its images.</summary>
internal static class TruthConsistency
{
    /// <summary>Checks sizes and coordinates.</summary>
    /// <exception cref="InputException">They do not fit; the message names the file.</exception>
    public static void Check(DatasetPair pair, LabelledPair labelled)
    {
        string file = pair.TruthFiles.Count > 0 ? pair.TruthFiles[0] : pair.PathA;
        switch (labelled.Truth)
        {
            case FlowTruth t:
                RequireSize(file, "flow", t.Flow.Width, t.Flow.Height, labelled.SizeA);
                RequireMask(pair.TruthFiles[^1], t.Occluded, labelled.SizeA);
                break;
            case DisparityTruth t:
                RequireSize(file, "disparity", t.Disparity.Width, t.Disparity.Height, labelled.SizeA);
                RequireMask(pair.TruthFiles[^1], t.Occluded, labelled.SizeA);
                if (labelled.SizeA != labelled.SizeB)
                    throw new InputException($"{pair.PathB}: the right image is {labelled.SizeB.Width}x{labelled.SizeB.Height}, the left {labelled.SizeA.Width}x{labelled.SizeA.Height}; a rectified pair has one size");
                break;
            case OverlapTruth t:
                RequireMask(file, t.MaskA, labelled.SizeA);
                RequireMask(pair.TruthFiles[^1], t.MaskB, labelled.SizeB);
                break;
            case SharpTruth when labelled.SizeA != labelled.SizeB:
                throw new InputException($"{pair.PathB}: the sharp image is {labelled.SizeB.Width}x{labelled.SizeB.Height}, the blurred {labelled.SizeA.Width}x{labelled.SizeA.Height}");
            case PointsTruth t:
                RequireInside(file, t.Points, labelled);
                break;
            case HomographyTruth t:
                RequireInside(pair.TruthFiles[^1], t.Points, labelled);
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

    private static void RequireInside(string file, IReadOnlyList<PointMatch> points, LabelledPair labelled)
    {
        foreach (PointMatch p in points)
        {
            if (p.A.X < -1 || p.A.Y < -1 || p.A.X > labelled.SizeA.Width || p.A.Y > labelled.SizeA.Height
                || p.B.X < -1 || p.B.Y < -1 || p.B.X > labelled.SizeB.Width || p.B.Y > labelled.SizeB.Height)
                throw new InputException(FormattableString.Invariant($"{file}: point ({p.A.X}, {p.A.Y}) to ({p.B.X}, {p.B.Y}) lies outside its images ({labelled.SizeA.Width}x{labelled.SizeA.Height} and {labelled.SizeB.Width}x{labelled.SizeB.Height})"));
        }
    }
}
