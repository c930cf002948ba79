using MathNet.Numerics;

namespace Hybrid.Geometry;

/// <summary>A robust loss ρ(s) of a squared residual s = r² with ρ(s) ≈ s near 0, and its weight ρ'(s).</summary>
internal readonly struct RobustKernel
{
    /// <summary>0.99 quantile of the χ distribution with four degrees of freedom: the k of MAGSAC++.</summary>
    private const double ChiQuantile = 3.64;

    private static readonly double _gammaAtZero = SpecialFunctions.Gamma(1.5);
    private static readonly double _gammaAtCut = UpperGamma(ChiQuantile * ChiQuantile / 2);
    private static readonly double _integralAtCut = IntegralOfUpperGamma(ChiQuantile * ChiQuantile / 2);

    private readonly RobustLoss _loss;
    private readonly double _squaredScale;

    public RobustKernel(RobustLoss loss, double scale)
    {
        _loss = loss;
        _squaredScale = scale * scale;
    }

    /// <summary>ρ(s); infinite where s is.</summary>
    public double Cost(double s)
    {
        double c2 = _squaredScale;
        switch (_loss)
        {
            case RobustLoss.Huber:
                return s <= c2 ? s : 2 * Math.Sqrt(c2 * s) - c2;
            case RobustLoss.Cauchy:
                return c2 * Math.Log(1 + s / c2);
            case RobustLoss.Tukey:
                double inside = Math.Max(0, 1 - s / c2);
                return c2 / 3 * (1 - inside * inside * inside);
            case RobustLoss.Marginalized:
                double x = s / (2 * c2), cut = ChiQuantile * ChiQuantile / 2;
                double integral = x < cut ? IntegralOfUpperGamma(x) - x * _gammaAtCut : _integralAtCut - cut * _gammaAtCut;
                return 2 * c2 * integral / (_gammaAtZero - _gammaAtCut);
            default:
                return s;
        }
    }

    /// <summary>ρ'(s), 1 at s = 0.</summary>
    public double Weight(double s)
    {
        double c2 = _squaredScale;
        switch (_loss)
        {
            case RobustLoss.Huber:
                return s <= c2 ? 1 : Math.Sqrt(c2 / s);
            case RobustLoss.Cauchy:
                return 1 / (1 + s / c2);
            case RobustLoss.Tukey:
                double inside = Math.Max(0, 1 - s / c2);
                return inside * inside;
            case RobustLoss.Marginalized:
                double x = s / (2 * c2);
                return x < ChiQuantile * ChiQuantile / 2 ? (UpperGamma(x) - _gammaAtCut) / (_gammaAtZero - _gammaAtCut) : 0;
            default:
                return 1;
        }
    }

    /// <summary>Γ(3/2, x) = √π/2 erfc √x + √x e⁻ˣ.</summary>
    private static double UpperGamma(double x)
    {
        double root = Math.Sqrt(x);
        return 0.5 * Math.Sqrt(Math.PI) * SpecialFunctions.Erfc(root) + root * Math.Exp(-x);
    }

    /// <summary>∫₀ˣ Γ(3/2, u) du = x Γ(3/2, x) + Γ(5/2) − Γ(5/2, x), by parts.</summary>
    private static double IntegralOfUpperGamma(double x)
    {
        double upper = UpperGamma(x);
        return x * upper + 1.5 * (_gammaAtZero - upper) - x * Math.Sqrt(x) * Math.Exp(-x);
    }
}
