using Hybrid.Alignment;
using Hybrid.Neural;

namespace Hybrid.Restoration;

/// <summary>Every deblurring method there is, by name.</summary>
public static class DeblurrerCatalogue
{
    private const string Auto = "auto", Network = "network", Blind = "blind", Wiener = "wiener", RichardsonLucy = "richardson-lucy";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        [Auto] = ["model", "tile", "overlap", "size"],
        [Network] = ["model", "tile", "overlap"],
        [Blind] = ["size"],
        [Wiener] = ["noise", "gradient", "gamma"],
        [RichardsonLucy] = ["iterations", "gamma"],
    };

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names { get; } = [Auto, Network, Blind, Wiener, RichardsonLucy];

    /// <summary>The method that is used where none is named.</summary>
    public const string Default = Auto;

    /// <summary>The model that is used where none is named.</summary>
    public const string DefaultModel = "mimo-s";

    /// <summary>Whether a method must be given the kernel of the blur.</summary>
    public static bool NeedsKernel(string name) => name is Wiener or RichardsonLucy;

    /// <summary>Creates a method.</summary>
    /// <param name="spec">
    /// <c>network:model=mimo-s;tile=1536;overlap=160</c>, <c>blind:size=27</c> (the largest kernel's side in pixels),
    /// <c>auto</c> with the options of both, <c>wiener:noise=0.01;gradient=0.06;gamma=2.2</c> or
    /// <c>richardson-lucy:iterations=20;gamma=2.2</c>.
    /// </param>
    /// <param name="settings">Threads, and the folder of models.</param>
    /// <param name="kernel">The blur, for the methods that must know it.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown, or the kernel is missing.</exception>
    public static IDeblurrer Create(MethodSpec spec, AlignerSettings settings, BlurKernel? kernel)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(settings);
        Require(spec);
        if (NeedsKernel(spec.Name) && kernel is null)
            throw new InputException($"method '{spec.Name}' must know the blur; give its kernel");
        switch (spec.Name)
        {
            case Wiener:
                return new WienerDeblurrer(kernel!, new WienerOptions
                {
                    Noise = spec.GetDouble("noise", 0.01, 1e-6, 1),
                    Gradient = spec.GetDouble("gradient", 0.06, 1e-4, 10),
                    Gamma = spec.GetDouble("gamma", 2.2, 0.1, 10),
                });
            case RichardsonLucy:
                return new RichardsonLucyDeblurrer(kernel!, new RichardsonLucyOptions
                {
                    Iterations = spec.GetInt32("iterations", 20, 1, 10_000),
                    Gamma = spec.GetDouble("gamma", 2.2, 0.1, 10),
                });
            case Blind:
                return CreateBlind(spec, settings);
            case Auto:
                return new AutoDeblurrer(CreateBlind(spec, settings), CreateNetwork(spec, settings));
            default:
                return CreateNetwork(spec, settings);
        }
    }

    private static BlindDeblurrer CreateBlind(MethodSpec spec, AlignerSettings settings) =>
        new(new BlindOptions { Side = spec.GetInt32("size", new BlindOptions().Side, 5, 99) | 1 }, settings.Threads);

    private static NetworkDeblurrer CreateNetwork(MethodSpec spec, AlignerSettings settings)
    {
        int tile = spec.GetInt32("tile", 0, 0, 8192), overlap = spec.GetInt32("overlap", 160, 0, 1024);
        if (tile > 0 && tile < 2 * (overlap + 32))
            throw new InputException($"tiles of {tile} pixels are too small for an overlap of {overlap}; give at least {2 * (overlap + 32)}");
        var defaults = new TileOptions();
        return new NetworkDeblurrer(
            DeblurNetwork.Shared(spec.Get("model") ?? DefaultModel, settings.ModelFolder, settings.Threads),
            tile == 0 ? defaults with { Size = Math.Max(defaults.Size, 2 * (overlap + 32)), Overlap = overlap }
                : new TileOptions { WholePixels = (long)tile * tile, Size = tile, Overlap = overlap });
    }

    /// <summary>Refuses a spec whose method or options are unknown.</summary>
    /// <exception cref="InputException">They are; the nearest name is suggested.</exception>
    public static void Require(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!Known.TryGetValue(spec.Name, out string[]? options))
            throw new InputException(NearestName.Message("method", spec.Name, Names));
        foreach (string option in spec.Options.Keys)
        {
            if (!options.Contains(option))
                throw new InputException(NearestName.Message($"option of method '{spec.Name}'", option, options));
        }
    }
}
