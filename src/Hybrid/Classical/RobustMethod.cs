namespace Hybrid.Classical;

/// <summary>Robust estimator of OpenCV's findHomography.</summary>
public enum RobustMethod
{
    /// <summary>RANSAC (Fischler and Bolles, 1981).</summary>
    Ransac,

    /// <summary>Least median of squares (Rousseeuw, 1984): no threshold, at most half outliers.</summary>
    Lmeds,

    /// <summary>RHO: PROSAC with SPRT.</summary>
    Rho,

    /// <summary>USAC, default parameters (Raguram et al., PAMI 2013).</summary>
    Default,

    /// <summary>USAC with fewer local optimisations.</summary>
    Fast,

    /// <summary>USAC with GC-RANSAC (Barath and Matas, CVPR 2018).</summary>
    Accurate,

    /// <summary>USAC with MAGSAC++ (Barath et al., CVPR 2020).</summary>
    Magsac,

    /// <summary>USAC on all cores; its samples depend on timing, so results may differ between runs.</summary>
    Parallel,
}
