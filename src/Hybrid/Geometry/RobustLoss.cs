namespace Hybrid.Geometry;

/// <summary>How a refinement counts a large residual; c is the loss's scale in pixels.</summary>
public enum RobustLoss
{
    /// <summary>Squares: every match counts in full.</summary>
    None,

    /// <summary>Squares up to c, then linear (Huber 1964).</summary>
    Huber,

    /// <summary>c² ln(1 + r²/c²).</summary>
    Cauchy,

    /// <summary>Biweight: constant beyond c (Beaton and Tukey 1974).</summary>
    Tukey,

    /// <summary>
    /// The likelihood of an inlier marginalised over an unknown noise of 0 to c pixels; constant beyond 3.64 c
    /// (MAGSAC++, Barath et al. 2020, section 3.1, for four degrees of freedom).
    /// </summary>
    Marginalized,
}
