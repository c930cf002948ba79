namespace Hybrid.Alignment;

/// <summary>Refiners without a learned weight.</summary>
public enum RefinerKind
{
    /// <summary>DIS flow and a robust refit.</summary>
    Dis,

    /// <summary>Enhanced correlation coefficient.</summary>
    Ecc,

    /// <summary>Gauss–Newton on grey values through the sampler of the spatial transformer.</summary>
    Photometric,
}
