using System.Runtime.Intrinsics;

namespace Hybrid.Classical.InverseSearch;

/// <summary>A patch: its vector, the sums of its gradient, and the inverse of its structure tensor.</summary>
internal struct Patch
{
    /// <summary>(u, v, 0, 0).</summary>
    public Vector128<float> Vector;

    /// <summary>Σ∂I/∂x and Σ∂I/∂y.</summary>
    public float SumX, SumY;

    /// <summary>The inverse of Σ∇I∇Iᵀ, which is symmetric.</summary>
    public float Xx, Xy, Yy;
}
