using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// How much of a rectified pair recurs along its rows, so that several disparities of the range fit equally well: a fence, a
/// colonnade, a keyboard. Neither the left-right check nor smoothness tells one period from the next.
/// </summary>
internal static class RepeatedPattern
{
    private const int Patch = 21;
    private const int Columns = 24, Rows = 18;
    private const double LeastDeviation = 4;

    // Two disparities closer than this are one.
    private const int Apart = 5;

    // Correlations: what fits, and how little worse a rival fits where the pattern is the same but for noise.
    private const double Fits = 0.8, Margin = 0.015;
    private const int EnoughPatches = 30;

    /// <summary>Share of the textured patches of the left image that fit at two disparities of the range, 0..1; 0 where too few are textured.</summary>
    /// <param name="left">8-bit, one channel, rectified.</param>
    /// <param name="right">Likewise, of the same size.</param>
    /// <param name="range">The disparities that are searched.</param>
    public static double Share(Mat left, Mat right, DisparityRange range)
    {
        int patches = 0, repeated = 0, half = Patch / 2;
        for (int row = 0; row < Rows; row++)
        {
            int y = half + (left.Height - Patch) * row / (Rows - 1);
            for (int column = 0; column < Columns; column++)
            {
                int x = half + (left.Width - Patch) * column / (Columns - 1);
                int first = Math.Max(half, x - range.Max), last = Math.Min(right.Width - 1 - half, x - range.Min);
                if (last - first < 2 * Apart)
                    continue;
                using Mat patch = left[new Rect(x - half, y - half, Patch, Patch)];
                Cv2.MeanStdDev(patch, out _, out Scalar deviation);
                if (deviation.Val0 < LeastDeviation)
                    continue;
                using Mat strip = right[new Rect(first - half, y - half, last - first + Patch, Patch)];
                using var scores = new Mat();
                Cv2.MatchTemplate(strip, patch, scores, TemplateMatchModes.CCoeffNormed);
                patches++;
                repeated += HasRival(MatRows.Row<float>(scores, 0)) ? 1 : 0;
            }
        }
        return patches < EnoughPatches ? 0 : (double)repeated / patches;
    }

    private static bool HasRival(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] > scores[best] ? i : best;
        if (!(scores[best] >= Fits))
            return false;
        for (int i = 0; i < scores.Length; i++)
        {
            if (Math.Abs(i - best) >= Apart && scores[i] >= scores[best] - Margin && IsPeak(scores, i))
                return true;
        }
        return false;
    }

    // A patch that changes slowly fits nearly as well beside its place, which is no rival.
    private static bool IsPeak(ReadOnlySpan<float> scores, int i) =>
        (i == 0 || scores[i] >= scores[i - 1]) && (i == scores.Length - 1 || scores[i] >= scores[i + 1]) && scores[i] > -1;
}
