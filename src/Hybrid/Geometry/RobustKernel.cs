using MathNet.Numerics;

namespace Hybrid.Geometry;

/// <summary>A robust loss ρ(s) of a squared residual s = r² with ρ(s) ≈ s near 0, and its weight ρ'(s).</summary>
internal readonly struct RobustKernel
{
    /// <summary>0.99 quantile of the χ distribution with four degrees of freedom: the k of MAGSAC++.</summary>
    private const double ChiQuantile = 3.64;
    private const double Cut = ChiQuantile * ChiQuantile / 2;

    private static readonly double _gammaAtZero = SpecialFunctions.Gamma(1.5);
    private static readonly double _gammaAtCut = UpperGamma(Cut);
    private static readonly double _costAtCut = Integral(Cut, _gammaAtCut) - Cut * _gammaAtCut;

    private readonly RobustLoss _loss;
    private readonly double _squaredScale;

    public RobustKernel(RobustLoss loss, double scale)
    {
        _loss = loss;
        _squaredScale = scale * scale;
    }

    /// <summary>ρ(s), infinite where s is and the loss unbounded.</summary>
    /// <param name="s">Squared residual.</param>
    /// <param name="weight">ρ'(s), 1 at s = 0.</param>
    public double Cost(double s, out double weight)
    {
        double c2 = _squaredScale;
        switch (_loss)
        {
            case RobustLoss.Huber:
                double root = Math.Sqrt(c2 * s);
                weight = s <= c2 ? 1 : c2 / root;
                return s <= c2 ? s : 2 * root - c2;
            case RobustLoss.Cauchy:
                weight = 1 / (1 + s / c2);
                return c2 * Math.Log(1 + s / c2);
            case RobustLoss.Tukey:
                double inside = Math.Max(0, 1 - s / c2);
                weight = inside * inside;
                return c2 / 3 * (1 - weight * inside);
            case RobustLoss.Marginalized:
                return Marginalized(s / (2 * c2), out weight);
            default:
                weight = 1;
                return s;
        }
    }

    /// <summary>∫₀ˣ (Γ(3/2, u) − Γ(3/2, cut)) du, with ∫ Γ(3/2, u) du = x Γ(3/2, x) + Γ(5/2) − Γ(5/2, x) by parts.</summary>
    private double Marginalized(double x, out double weight)
    {
        double scale = 2 * _squaredScale / (_gammaAtZero - _gammaAtCut);
        weight = 0;
        if (!(x < Cut))
            return scale * _costAtCut;
        double upper = UpperGamma(x);
        weight = (upper - _gammaAtCut) / (_gammaAtZero - _gammaAtCut);
        return scale * (Integral(x, upper) - x * _gammaAtCut);
    }

    /// <summary>Γ(3/2, x) = √π/2 erfc √x + √x e⁻ˣ.</summary>
    private static double UpperGamma(double x)
    {
        double root = Math.Sqrt(x);
        return 0.5 * Math.Sqrt(Math.PI) * SpecialFunctions.Erfc(root) + root * Math.Exp(-x);
    }

    private static double Integral(double x, double upper) =>
        x * upper + 1.5 * (_gammaAtZero - upper) - x * Math.Sqrt(x) * Math.Exp(-x);
}
