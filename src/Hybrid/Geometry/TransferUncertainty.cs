namespace Hybrid.Geometry;

/// <summary>Covariance in B of where a map puts a point of A, squared pixels. Noise of the point itself is not in it.</summary>
public readonly record struct TransferUncertainty(double Xx, double Xy, double Yy)
{
    /// <summary>Root of the expected squared distance to the true place, pixels.</summary>
    public double Rms => Math.Sqrt(Xx + Yy);

    /// <summary>Standard deviation along the least certain direction, pixels.</summary>
    public double Major => Math.Sqrt((Xx + Yy + double.Hypot(Xx - Yy, 2 * Xy)) / 2);

    /// <summary>Standard deviation along the most certain direction, pixels.</summary>
    public double Minor => Math.Sqrt(Math.Max(0, (Xx + Yy - double.Hypot(Xx - Yy, 2 * Xy)) / 2));
}
