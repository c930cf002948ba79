namespace Hybrid.Geometry;

/// <summary>Which distance a refinement minimises.</summary>
public enum TransferErrorKind
{
    /// <summary>Root mean square of the transfer errors in B and in A.</summary>
    Symmetric,

    /// <summary>The transfer error in B: right where A's points are exact, as on a grid.</summary>
    Forward,

    /// <summary>Sampson's first-order reprojection error: close to maximum likelihood for noise in both images.</summary>
    Sampson,
}
