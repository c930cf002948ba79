namespace Hybrid.Geometry;

/// <summary>
/// How a map deforms the neighbourhood of a point: its Jacobian ∂(x_B, y_B) / ∂(x_A, y_A), row-major.
/// </summary>
public readonly record struct LocalAffine(double J11, double J12, double J21, double J22)
{
    /// <summary>Area in B over area in A; negative where the map mirrors.</summary>
    public double AreaRatio => J11 * J22 - J12 * J21;

    /// <summary>Geometric mean of the two scales.</summary>
    public double Scale => Math.Sqrt(Math.Abs(AreaRatio));

    /// <summary>The larger scale (first singular value).</summary>
    public double MajorScale => (Sum + Difference) / 2;

    /// <summary>The smaller scale (second singular value).</summary>
    public double MinorScale => Math.Abs(Sum - Difference) / 2;

    /// <summary>Larger over smaller scale, at least 1; infinite where the map collapses.</summary>
    public double Tilt => MajorScale / MinorScale;

    /// <summary>Angle in radians, from x towards y, of the rotation nearest to the map (polar decomposition).</summary>
    public double Rotation => Math.Atan2(J21 - J12, J11 + J22);

    // The singular values of a 2×2 matrix are the sum and difference of its conformal and anticonformal parts.
    private double Sum => double.Hypot(J11 + J22, J21 - J12);

    private double Difference => double.Hypot(J11 - J22, J21 + J12);
}
