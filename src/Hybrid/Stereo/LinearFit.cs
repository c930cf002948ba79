using MathNet.Numerics.LinearAlgebra;

namespace Hybrid.Stereo;

/// <summary>Small least-squares problems by normal equations.</summary>
internal static class LinearFit
{
    /// <summary>The unknowns that minimise Σ(row·x − value)²; null where they are not determined.</summary>
    /// <param name="unknowns">Number of unknowns.</param>
    /// <param name="count">Number of equations.</param>
    /// <param name="equation">Fills the row of equation k and returns its right-hand side; both already weighted.</param>
    public static double[]? Solve(int unknowns, int count, Func<int, double[], double> equation)
    {
        var normal = Matrix<double>.Build.Dense(unknowns, unknowns);
        var right = Vector<double>.Build.Dense(unknowns);
        double[] row = new double[unknowns];
        for (int k = 0; k < count; k++)
        {
            double value = equation(k, row);
            for (int i = 0; i < unknowns; i++)
            {
                right[i] += row[i] * value;
                for (int j = 0; j < unknowns; j++)
                    normal[i, j] += row[i] * row[j];
            }
        }
        if (count < unknowns || normal.ConditionNumber() > 1e13)
            return null;
        double[] solution = normal.Solve(right).ToArray();
        return Array.TrueForAll(solution, double.IsFinite) ? solution : null;
    }
}
