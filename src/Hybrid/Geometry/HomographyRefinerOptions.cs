namespace Hybrid.Geometry;

/// <summary>How <see cref="HomographyRefiner"/> refines.</summary>
public sealed record HomographyRefinerOptions
{
    /// <summary>The distance to minimise.</summary>
    public TransferErrorKind Error { get; init; } = TransferErrorKind.Symmetric;

    /// <summary>How large residuals count.</summary>
    public RobustLoss Loss { get; init; } = RobustLoss.Huber;

    /// <summary>The loss's scale in pixels; without meaning for <see cref="RobustLoss.None"/>.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Most iterations, accepted or not.</summary>
    public int MaxIterations { get; init; } = 30;

    /// <summary>Converged once a step lowers the cost by less than this fraction.</summary>
    public double CostTolerance { get; init; } = 1e-9;
}
