using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>Confidence of semi-global matching from what it measured: left-right error and agreement of the neighbourhood.</summary>
public static class DisparityConfidence
{
    private const int Radius = 4;

    // Logistic regression of "error ≤ 2 px" on the score below, over the embedded and the open stereo set: 30 pairs.
    private const float Offset = 3.2f;
    private const float Slope = 1.64f;
    private const float OffsetOfChecked = -4.16f;

    /// <summary>P(error ≤ 2 px) of each pixel of a map that may have been filled.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="disparity">The final map; NaN gets confidence 0.</param>
    public static ScalarMap Of(SemiGlobalDisparity measured, ScalarMap disparity)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(disparity);
        ScalarMap support = Support(measured.Checked, disparity);
        var confidence = new ScalarMap(disparity.Width, disparity.Height);
        for (int i = 0; i < confidence.Data.Length; i++)
        {
            float s = support.Data[i], e = measured.LeftRightError.Data[i];
            if (float.IsNaN(disparity.Data[i]))
                continue;
            bool isChecked = !float.IsNaN(measured.Checked.Data[i]);
            float score = isChecked ? (0.55f + 0.43f * s) * (1 - 0.15f * MathF.Min(1, e)) : 0.2f + 0.4f * s;
            float log = Offset + Slope * MathF.Log(score / (1 - score)) + (isChecked ? OffsetOfChecked : 0);
            confidence.Data[i] = 1 / (1 + MathF.Exp(-log));
        }
        return confidence;
    }

    /// <summary>Share of the pixels around whose measured disparity is within one pixel of this one's.</summary>
    private static ScalarMap Support(ScalarMap known, ScalarMap disparity)
    {
        var support = new ScalarMap(known.Width, known.Height);
        Concurrency.For(0, known.Height, y =>
        {
            for (int x = 0; x < known.Width; x++)
            {
                float d = disparity[x, y];
                int agreeing = 0, all = 0;
                for (int j = Math.Max(0, y - Radius); j <= Math.Min(known.Height - 1, y + Radius); j += 2)
                {
                    ReadOnlySpan<float> row = known.Row(j);
                    for (int i = Math.Max(0, x - Radius); i <= Math.Min(known.Width - 1, x + Radius); i += 2)
                    {
                        all++;
                        agreeing += MathF.Abs(row[i] - d) <= 1 ? 1 : 0;
                    }
                }
                support[x, y] = (float)agreeing / all;
            }
        });
        return support;
    }
}
