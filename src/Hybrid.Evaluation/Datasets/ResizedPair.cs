using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Datasets;

/// <summary>
/// A pair at the size of a published protocol: each image reduced or enlarged so that its shorter side has a given length, truth
/// and errors in pixels of the resized images (HPatches as LoFTR, LightGlue and others report it: 480).
/// </summary>
/// <remarks>Sun et al., LoFTR, CVPR 2021, section 4.1.</remarks>
public static class ResizedPair
{
    /// <summary>The pair resized.</summary>
    /// <param name="pair">A pair with a true homography, points, none or an unknown truth.</param>
    /// <param name="shortSide">Length of the shorter side, px; 0 leaves the pair as it is.</param>
    /// <exception cref="InputException">Its truth is dense: it would have to be interpolated.</exception>
    public static DatasetPair Of(DatasetPair pair, int shortSide)
    {
        ArgumentNullException.ThrowIfNull(pair);
        if (shortSide == 0)
            return pair;
        if (pair.TruthKind is not ("homography" or "points" or "scene-points" or UnrelatedTruth.KindName or NoTruth.KindName))
            throw new InputException($"pair {pair.Name} has ground truth '{pair.TruthKind}', which is not resized; a short side is for homographies and points");
        return new DatasetPair(pair.Name, pair.Task, pair.PathA, pair.PathB, pair.TruthKind, pair.TruthFiles, () => Truth(pair, shortSide), () => Images(pair, shortSide)) { Tags = pair.Tags };
    }

    /// <summary>The size of an image whose shorter side has that length; sides are rounded.</summary>
    internal static Size SizeOf(Size image, int shortSide)
    {
        double scale = shortSide / (double)Math.Min(image.Width, image.Height);
        return new Size((int)Math.Round(image.Width * scale), (int)Math.Round(image.Height * scale));
    }

    /// <summary>From an image's pixels to those of its resized copy: x ↦ (x + ½)·s − ½ along each axis.</summary>
    internal static Homography Map(Size from, Size to)
    {
        double sx = to.Width / (double)from.Width, sy = to.Height / (double)from.Height;
        return new Homography(sx, 0, 0.5 * sx - 0.5, 0, sy, 0.5 * sy - 0.5, 0, 0, 1);
    }

    private static ImagePair Images(DatasetPair pair, int shortSide)
    {
        using ImagePair images = pair.LoadImages();
        Mat a = Resize(images.A, shortSide);
        try
        {
            return new ImagePair(images.Name, a, Resize(images.B, shortSide));
        }
        catch
        {
            a.Dispose();
            throw;
        }
    }

    private static Mat Resize(Mat image, int shortSide)
    {
        Size size = SizeOf(image.Size(), shortSide);
        var resized = new Mat();
        Cv2.Resize(image, resized, size, 0, 0, size.Width < image.Width ? InterpolationFlags.Area : InterpolationFlags.Linear);
        return resized;
    }

    private static GroundTruth Truth(DatasetPair pair, int shortSide)
    {
        GroundTruth truth = pair.LoadTruth();
        if (truth is not (HomographyTruth or PointsTruth))
            return truth;
        using ImagePair images = pair.LoadImages();
        Homography a = Map(images.A.Size(), SizeOf(images.A.Size(), shortSide)), b = Map(images.B.Size(), SizeOf(images.B.Size(), shortSide));
        IReadOnlyList<PointMatch> Moved(IReadOnlyList<PointMatch> points) => [.. points.Select(p => new PointMatch(a.Apply(p.A), b.Apply(p.B), p.Score))];
        return truth switch
        {
            HomographyTruth h => new HomographyTruth((b * h.Homography * a.Inverse()!.Value).Normalized(), Moved(h.Points)),
            PointsTruth p => new PointsTruth(Moved(p.Points), p.Planar),
            _ => truth,
        };
    }
}
