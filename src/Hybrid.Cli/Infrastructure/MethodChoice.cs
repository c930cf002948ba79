using Hybrid.Aligners;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Creates the method that a command line names.</summary>
internal static class MethodChoice
{
    /// <summary>Leaves the choice to the program.</summary>
    public const string Auto = "auto";

    /// <summary>The method of the spec; for <see cref="Auto"/> the classical one where the catalogue has no policy of its own.</summary>
    /// <exception cref="InputException">The catalogue has no such method or option.</exception>
    public static IAligner Create(MethodSpec spec, AlignerSettings settings)
    {
        bool own = spec.Name != Auto || AlignerCatalogue.Names.Contains(Auto);
        return AlignerCatalogue.Create(own ? spec : MethodSpec.Parse("classic"), settings);
    }
}
