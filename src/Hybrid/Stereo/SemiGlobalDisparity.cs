using Hybrid.Imaging;

namespace Hybrid.Stereo;

/// <summary>What semi-global matching measured, both ways.</summary>
/// <param name="Raw">Left image's disparities before the left-right check; NaN where the match was not unique.</param>
/// <param name="Checked">Those that passed the left-right check and are no speckle; NaN elsewhere.</param>
/// <param name="Right">The right image's disparities, x_left = x_right + d.</param>
/// <param name="LeftRightError">|d_left − d_right| at the partner, px; NaN where either is unknown.</param>
/// <param name="Paths">Directions that were aggregated.</param>
public sealed record SemiGlobalDisparity(ScalarMap Raw, ScalarMap Checked, ScalarMap Right, ScalarMap LeftRightError, SemiGlobalPaths Paths)
{
    /// <summary>Share of the pixels that passed.</summary>
    public double CheckedShare => Checked.Data.Average(d => float.IsNaN(d) ? 0.0 : 1.0);
}
