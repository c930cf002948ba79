using MathNet.Numerics.LinearAlgebra;

namespace Hybrid.Benchmarks.Calibration;

/// <summary>Logistic regression with a ridge penalty, by Newton's method.</summary>
internal static class LogisticRegression
{
    /// <summary>Fits weights, bias first.</summary>
    public static double[] Fit(IReadOnlyList<(double[] Features, bool Label)> samples, double ridge)
    {
        int n = samples[0].Features.Length + 1;
        Vector<double> w = Vector<double>.Build.Dense(n);
        for (int iteration = 0; iteration < 50; iteration++)
        {
            Vector<double> gradient = -ridge * w;
            Matrix<double> hessian = ridge * Matrix<double>.Build.DenseIdentity(n);
            foreach ((double[] features, bool label) in samples)
            {
                Vector<double> x = Vector<double>.Build.DenseOfArray([1, .. features]);
                double p = 1 / (1 + Math.Exp(-w.DotProduct(x)));
                gradient += ((label ? 1 : 0) - p) * x;
                hessian += p * (1 - p) * x.OuterProduct(x);
            }
            Vector<double> step = hessian.Cholesky().Solve(gradient);
            w += step;
            if (step.L2Norm() < 1e-9)
                break;
        }
        return [.. w];
    }
}
