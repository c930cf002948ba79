namespace Hybrid.Stereo;

/// <summary>The disparities that are searched, x_right = x_left − d.</summary>
/// <param name="Min">The least one, px; negative where things lie beyond the point at which the cameras converge.</param>
/// <param name="Max">The largest one, px, included.</param>
public readonly record struct DisparityRange(int Min, int Max)
{
    /// <summary>Number of whole disparities.</summary>
    public int Count => Max - Min + 1;

    /// <summary>The range of the pair whose images are mirrored and exchanged is the same; that of other sizes is scaled.</summary>
    /// <param name="factor">New over old width.</param>
    public DisparityRange Scaled(double factor) =>
        new((int)Math.Floor(Min * factor), Math.Max((int)Math.Floor(Min * factor) + 1, (int)Math.Ceiling(Max * factor)));
}
