using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>Large areas without any content that reach the border: letterboxes, masks, no data. Their outlines are no evidence either.</summary>
internal static class VoidAreas
{
    private const int Flat = 5;
    private const double MostRange = 5;
    private const int LeastWidth = 24;
    private const double LeastShare = 0.02;
    private const int Outline = 5;

    /// <summary>Marks the areas with their outlines.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <returns>CV_8UC1, 255 in and around them; owned by the caller.</returns>
    public static Mat Mask(Mat gray)
    {
        using Mat small = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Flat, Flat));
        using Mat large = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(LeastWidth, LeastWidth));
        using var highest = new Mat();
        using var lowest = new Mat();
        Cv2.Dilate(gray, highest, small);
        Cv2.Erode(gray, lowest, small);
        using var range = new Mat();
        Cv2.Subtract(highest, lowest, range);
        using var flat = new Mat();
        Cv2.Threshold(range, flat, MostRange, 255, ThresholdTypes.BinaryInv);
        Cv2.MorphologyEx(flat, flat, MorphTypes.Open, large);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        int count = Cv2.ConnectedComponentsWithStats(flat, labels, stats, centroids);
        var mask = new Mat(gray.Rows, gray.Cols, MatType.CV_8UC1, Scalar.All(0));
        for (int i = 1; i < count; i++)
        {
            // Columns: left, top, width, height, area.
            int left = stats.At<int>(i, 0), top = stats.At<int>(i, 1), width = stats.At<int>(i, 2), height = stats.At<int>(i, 3);
            bool atBorder = left <= 1 || top <= 1 || left + width >= gray.Cols - 1 || top + height >= gray.Rows - 1;
            if (!atBorder || stats.At<int>(i, 4) < LeastShare * gray.Total())
                continue;
            using var one = new Mat();
            Cv2.Compare(labels, Scalar.All(i), one, CmpTypes.EQ);
            Cv2.BitwiseOr(mask, one, mask);
        }
        using Mat reach = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Flat + 2 * Outline, Flat + 2 * Outline));
        Cv2.Dilate(mask, mask, reach);
        return mask;
    }
}
