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
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentNullException.ThrowIfNull(truth);
        DisparityErrors errors = DisparityErrors.Measure(disparity, truth);
        return errors.Known == 0 ? null : new BadPixels(errors.BadAll(1), errors.BadAll(2), errors.BadAll(4));
    }
}
