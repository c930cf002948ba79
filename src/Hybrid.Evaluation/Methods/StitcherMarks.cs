using OpenCvSharp;
using OpenCvSharp.Features2D;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// Finds where OpenCV's <c>Stitcher</c> puts its images. OpenCvSharp does not pass on its cameras; but the stitcher composes
/// any images of the same sizes with the transform that it estimated. Given patches of noise, of which every image has its
/// own, those of each are found in the panorama.
/// </summary>
internal static class StitcherMarks
{
    /// <summary>Grains of the noise along the side of a square of an image's area.</summary>
    private const double Grains = 220;

    /// <summary>Grains along a patch of noise, and from one patch to the next: graph cuts through noise without gaps take minutes.</summary>
    private const int Patch = 5, Period = 15;

    /// <summary>How much nearer the best match must be than the second.</summary>
    private const float Ratio = 0.75f;

    private const int Most = 4000;

    /// <summary>Places of marks, one list an image: its pixels, and where they lie in the panorama.</summary>
    /// <param name="stitcher">After it estimated the transform.</param>
    /// <param name="sizes">Sizes of the images that it kept, in its order.</param>
    /// <param name="panorama">Size of the panorama that it made; no marks are found where the marked one has another.</param>
    public static (Point2f[] Image, Point2f[] Panorama)[] Find(Stitcher stitcher, IReadOnlyList<Size> sizes, Size panorama)
    {
        Mat[] marked = [.. sizes.Select((size, i) => Noise(size, i))];
        try
        {
            using Mat composed = new();
            if (stitcher.ComposePanorama(marked, composed) != Stitcher.Status.OK || composed.Size() != panorama)
                return [.. sizes.Select(_ => (Array.Empty<Point2f>(), Array.Empty<Point2f>()))];
            using SIFT every = SIFT.Create(), strongest = SIFT.Create(Most);
            using Mat descriptors = new();
            every.DetectAndCompute(composed, null, out KeyPoint[] places, descriptors);
            return [.. marked.Select(m => Match(m, strongest, places, descriptors))];
        }
        finally
        {
            foreach (Mat m in marked)
                m.Dispose();
        }
    }

    private static (Point2f[] Image, Point2f[] Panorama) Match(Mat image, SIFT sift, KeyPoint[] places, Mat descriptors)
    {
        using Mat own = new();
        sift.DetectAndCompute(image, null, out KeyPoint[] marks, own);
        if (marks.Length == 0 || places.Length < 2)
            return ([], []);
        using var matcher = new BFMatcher();
        DMatch[] clear = [.. matcher.KnnMatch(own, descriptors, 2).Where(m => m.Length == 2 && m[0].Distance < Ratio * m[1].Distance).Select(m => m[0])];
        return ([.. clear.Select(m => marks[m.QueryIdx].Pt)], [.. clear.Select(m => places[m.TrainIdx].Pt)]);
    }

    /// <summary>Patches of grey noise of one scale and of full contrast.</summary>
    private static Mat Noise(Size size, int seed)
    {
        var random = new Random(seed);
        double scale = Math.Max(1.5, Math.Sqrt((double)size.Width * size.Height) / Grains);
        // Drawn at the scale of the grains, so that large images cost no more random numbers than small ones.
        var coarse = new Size(Math.Max(8, (int)(size.Width / scale)), Math.Max(8, (int)(size.Height / scale)));
        float[] values = new float[coarse.Width * coarse.Height];
        for (int i = 0; i < values.Length; i++)
            values[i] = i % coarse.Width % Period >= Patch || i / coarse.Width % Period >= Patch ? 127 : random.Next(2) == 0 ? 30 : 225;
        using Mat grains = Mat.FromPixelData(coarse.Height, coarse.Width, MatType.CV_32FC1, values), smooth = new(), bytes = new();
        Cv2.Resize(grains, smooth, size, 0, 0, InterpolationFlags.Cubic);
        smooth.ConvertTo(bytes, MatType.CV_8U);
        var noise = new Mat();
        Cv2.CvtColor(bytes, noise, ColorConversionCodes.GRAY2BGR);
        return noise;
    }
}
