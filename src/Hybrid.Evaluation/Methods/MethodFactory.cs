using Hybrid.Aligners;

namespace Hybrid.Evaluation.Methods;

/// <summary>Creates the method that a spec names.</summary>
public static class MethodFactory
{
    /// <summary>Creates a method. Aligners take every task: they are what there is to compare with.</summary>
    /// <exception cref="InputException">The method or an option is unknown.</exception>
    public static IPairMethod Create(MethodSpec spec, AlignerSettings settings) =>
        new AlignerMethod(AlignerCatalogue.Create(spec, settings));
}
