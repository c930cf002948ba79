using Hybrid.Alignment;
using Hybrid.Neural;

namespace Hybrid.Overlap;

/// <summary>Every method that finds overlaps, by name.</summary>
public static class OverlapCatalogue
{
    /// <summary>The network.</summary>
    public const string Network = "network";

    /// <summary>The frames under a verified homography.</summary>
    public const string Classic = "classic";

    private static readonly string[] NetworkOptions = ["model", "long-side", "closer"];

    /// <summary>The names, in the order in which they should be listed; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = [Network, Classic];

    /// <summary>The options that a method takes.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static IReadOnlyCollection<string> Options(string name) => name switch
    {
        Network => NetworkOptions,
        Classic => AlignerCatalogue.Options(Classic),
        _ => throw new InputException(NearestName.Message("method", name, Names)),
    };

    /// <summary>Creates a method.</summary>
    /// <param name="spec"><c>network:model=overlap-s;long-side=320;closer=on</c>, or <c>classic</c> with the options of that aligner.</param>
    /// <param name="settings">Seed, threads, and the folder of models.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown.</exception>
    public static IOverlapFinder Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(settings);
        IReadOnlyCollection<string> options = Options(spec.Name);
        foreach (string option in spec.Options.Keys)
        {
            if (!options.Contains(option))
                throw new InputException(NearestName.Message($"option of method '{spec.Name}'", option, options));
        }
        if (spec.Name == Classic)
            return new ClassicOverlap(AlignerCatalogue.Create(spec, settings));
        int longSide = spec.GetInt32("long-side", OverlapNet.DefaultLongSide, 64, 2048);
        bool closer = spec.GetSwitch("closer", true);
        return new NetworkOverlap(OverlapNet.Shared(spec.Get("model") ?? OverlapNet.DefaultModel, settings.ModelFolder, settings.Threads), longSide, closer);
    }
}
