namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// Variational refinement of one level's flow (Kroeger et al., ECCV 2016, section 2.4): fixed-point iterations over the
/// weights of the robust penalties, within each of them a few sweeps of successive over-relaxation.
/// </summary>
/// <param name="options">Weights and iterations.</param>
internal sealed class VariationalRefinement(InverseSearchOptions options)
{
    private const int Sweeps = 5;
    private const float Omega = 1.6f;
    private readonly VariationalSystem _system = new();

    /// <summary>Refines the level's flow in place.</summary>
    public void Refine(PyramidLevel level, Stripes stripes)
    {
        int width = level.Width, height = level.Height;
        _system.Reset(width, height);
        stripes.Rows(width, height, (from, to) => ConstancyTerms.Warp(level, _system, from, to));
        stripes.Rows(width, height, (from, to) => ConstancyTerms.FirstDerivatives(_system, from, to));
        stripes.Rows(width, height, (from, to) => ConstancyTerms.Split(level, _system, from, to));
        for (int i = 0; i < options.VariationalIterations; i++)
        {
            stripes.Rows(width, height, (from, to) => LinearSystem.Smoothness(_system, options, from, to));
            stripes.Rows(width, height, (from, to) => LinearSystem.Coefficients(_system, options, Omega, from, to));
            RedBlackSor.Solve(_system, Sweeps, Omega, stripes);
        }
        stripes.Rows(width, height, (from, to) => ConstancyTerms.Join(_system, level, from, to));
    }
}
