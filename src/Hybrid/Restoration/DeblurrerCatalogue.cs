using Hybrid.Neural;

namespace Hybrid.Restoration;

/// <summary>Every deblurring method there is, by name.</summary>
public static class DeblurrerCatalogue
{
    /// <summary>The method that is used where none is named.</summary>
    public const string Default = Auto;

    /// <summary>The model that is used where none is named.</summary>
    public const string DefaultModel = "mimo-s";

    private const string Auto = "auto", Wiener = "wiener", RichardsonLucy = "richardson-lucy";

    private const int SmallestCore = 32;

    private static readonly MethodOption<string> Model =
        MethodOption.Text("model", DefaultModel, "the name of a model", "the network");

    private static readonly MethodOption<int> Tile =
        MethodOption.Whole("tile", 0, 0, 8192, "longest side of the tiles that large images are cut into, in pixels; 0 means the usual");

    private static readonly MethodOption<int> Overlap =
        MethodOption.Whole("overlap", new TileOptions().Overlap, 0, 1024, "how far neighbouring tiles overlap, in pixels");

    private static readonly MethodOption<int> Size =
        MethodOption.Whole("size", new BlindOptions().Side, 5, 99, "side of the largest kernel that can be found, in pixels");

    private static readonly MethodOption<double> Gamma =
        MethodOption.Number("gamma", 2.2, 0.1, 10, "light is stored^gamma");

    private static readonly MethodOption<double> Noise =
        MethodOption.Number("noise", new WienerOptions().Noise, 1e-6, 1, "standard deviation of the noise, as a share of white");

    private static readonly MethodOption<double> Gradient =
        MethodOption.Number("gradient", new WienerOptions().Gradient, 1e-4, 10, "standard deviation of the sharp image's gradients, as a share of white a pixel");

    private static readonly MethodOption<int> Iterations =
        MethodOption.Whole("iterations", new RichardsonLucyOptions().Iterations, 1, 10_000, "more are sharper and noisier");

    /// <summary>The methods with their options; each is made for a kernel, which those that find it themselves ignore.</summary>
    public static MethodCatalogue<Func<BlurKernel?, IDeblurrer>> Methods { get; } = new("method",
    [
        Method(Auto, "blind where its tests pass, the network elsewhere", [Model, Tile, Overlap, Size], (spec, settings) => new AutoDeblurrer(CreateBlind(spec, settings), CreateNetwork(spec, settings))),
        Method("network", "a network, blind to the blur", [Model, Tile, Overlap], CreateNetwork),
        Method("blind", "estimates one kernel for the whole image and undoes it (camera shake)", [Size], CreateBlind),
        new(Wiener, "undoes a given kernel by a filter", [Noise, Gradient, Gamma], (spec, _) => kernel => new WienerDeblurrer(
            Required(spec, kernel), new WienerOptions { Noise = Noise.Read(spec), Gradient = Gradient.Read(spec), Gamma = Gamma.Read(spec) })),
        new(RichardsonLucy, "undoes a given kernel by iteration", [Iterations, Gamma], (spec, _) => kernel => new RichardsonLucyDeblurrer(
            Required(spec, kernel), new RichardsonLucyOptions { Iterations = Iterations.Read(spec), Gamma = Gamma.Read(spec) })),
    ]);

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names => Methods.Names;

    /// <summary>The names of those that need no kernel.</summary>
    public static IReadOnlyList<string> Blind { get; } = [.. Methods.Names.Where(n => !NeedsKernel(n))];

    /// <summary>Whether a method must be given the kernel of the blur.</summary>
    public static bool NeedsKernel(string name) => name is Wiener or RichardsonLucy;

    /// <summary>Creates a method.</summary>
    /// <param name="spec">The method and its options.</param>
    /// <param name="settings">Threads, and the folder of models.</param>
    /// <param name="kernel">The blur, for the methods that must know it.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown, or the kernel is missing.</exception>
    public static IDeblurrer Create(MethodSpec spec, AlignerSettings settings, BlurKernel? kernel) => Methods.Create(spec, settings)(kernel);

    /// <summary>Refuses a spec whose method or options are unknown.</summary>
    /// <exception cref="InputException">They are; the nearest name is suggested.</exception>
    public static void Require(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Methods.Find(spec.Name).Require(spec);
    }

    private static MethodDescription<Func<BlurKernel?, IDeblurrer>> Method(
        string name, string summary, IReadOnlyList<MethodOption> options, Func<MethodSpec, AlignerSettings, IDeblurrer> create) =>
        new(name, summary, options, (spec, settings) =>
        {
            IDeblurrer deblurrer = create(spec, settings);
            return _ => deblurrer;
        });

    private static BlurKernel Required(MethodSpec spec, BlurKernel? kernel) =>
        kernel ?? throw new InputException($"method '{spec.Name}' must know the blur; give its kernel");

    private static BlindDeblurrer CreateBlind(MethodSpec spec, AlignerSettings settings) =>
        new(new BlindOptions { Side = Size.Read(spec) | 1 }, settings.Threads);

    private static NetworkDeblurrer CreateNetwork(MethodSpec spec, AlignerSettings settings)
    {
        int tile = Tile.Read(spec), overlap = Overlap.Read(spec), least = 2 * (overlap + SmallestCore);
        if (tile > 0 && tile < least)
            throw new InputException($"tiles of {tile} pixels are too small for an overlap of {overlap}; give at least {least}");
        var defaults = new TileOptions();
        return new NetworkDeblurrer(
            DeblurNetwork.Shared(Model.Read(spec), settings.ModelFolder, settings.Threads),
            tile == 0 ? defaults with { Size = Math.Max(defaults.Size, least), Overlap = overlap }
                : new TileOptions { WholePixels = (long)tile * tile, Size = tile, Overlap = overlap });
    }
}
