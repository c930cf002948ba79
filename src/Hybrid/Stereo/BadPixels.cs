using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>Errors of one disparity map against the truth; a pixel without an answer counts as bad.</summary>
/// <param name="Bad1">Share of the known pixels with an error above 1 px.</param>
/// <param name="Bad2">Above 2 px.</param>
/// <param name="Bad4">Above 4 px.</param>
public sealed record BadPixels(double Bad1, double Bad2, double Bad4)
{
    /// <summary>The shares of one map; null where the truth knows no pixel.</summary>
    /// <param name="disparity">px, NaN where there is no answer.</param>
    /// <param name="truth">px, NaN where unknown; of the same size.</param>
    public static BadPixels? Of(ScalarMap disparity, ScalarMap truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ScalarMap error = Errors(disparity, truth);
        int known = 0;
        Span<int> bad = stackalloc int[3];
        for (int i = 0; i < error.Data.Length; i++)
        {
            if (float.IsNaN(truth.Data[i]))
                continue;
            known++;
            for (int k = 0; k < 3; k++)
                bad[k] += error.Data[i] <= 1 << k ? 0 : 1;
        }
        return known == 0 ? null : new BadPixels(bad[0] / (double)known, bad[1] / (double)known, bad[2] / (double)known);
    }

    /// <summary>|d − truth| in px; NaN where either is unknown.</summary>
    /// <param name="disparity">px, NaN where there is no answer.</param>
    /// <param name="truth">px, NaN where unknown; of the same size.</param>
    public static ScalarMap Errors(ScalarMap disparity, ScalarMap truth)
    {
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentNullException.ThrowIfNull(truth);
        var error = new ScalarMap(truth.Width, truth.Height);
        for (int i = 0; i < error.Data.Length; i++)
            error.Data[i] = MathF.Abs(disparity.Data[i] - truth.Data[i]);
        return error;
    }
}
