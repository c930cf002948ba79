using Hybrid.Alignment;
using Hybrid.Neural;

namespace Hybrid.Stereo;

/// <summary>How the network takes part in a stereo method.</summary>
public sealed record CascadeStereoOptions
{
    /// <summary>Name of the model.</summary>
    public string Model { get; init; } = "stereo-s";

    /// <summary>Longest side of the frame in which the network works; larger pairs are reduced for it.</summary>
    public int LongSide { get; init; } = 1024;

    /// <summary>Sizes of the stacked cascade where there is no seed: each works at 1.5 to 2 times the resolution of the one before.</summary>
    public int Stages { get; init; } = 3;

    /// <summary>Iterations, early exit and the level at which a seed enters.</summary>
    public CascadeOptions Cascade { get; init; } = new() { Backward = false, StartLevel = 8 };

    /// <summary>Whether the hybrid seeds the network with semi-global matching's disparities; otherwise both only meet in the fusion.</summary>
    public bool Seeded { get; init; } = true;

    /// <summary>Confidence from which the network is believed where semi-global matching has no checked disparity.</summary>
    public double Trust { get; init; } = 0.8;

    /// <summary>Confidence from which the network is believed against a checked disparity of semi-global matching.</summary>
    public double Overrule { get; init; } = 0.9;

    /// <summary>
    /// P(error ≤ 2 px) from which the network is believed where semi-global matching has no checked disparity, whether or
    /// not it thinks that the right camera sees the place; above 1: never.
    /// </summary>
    public double Fill { get; init; } = 2;

    /// <summary>
    /// Whether the model's arbiter decides where the network and semi-global matching differ, instead of <see cref="Trust"/>,
    /// <see cref="Overrule"/> and <see cref="Fill"/>; null: where the model has one.
    /// </summary>
    public bool? Arbiter { get; init; }

    /// <summary>How the network is run: its error scale is read only where <see cref="Fill"/> or the arbiter looks at it.</summary>
    internal CascadeOptions Run => Cascade with { Scale = Fill <= 1 || Arbiter != false };

    /// <summary>Names of the options that <see cref="Parse"/> reads.</summary>
    public static IReadOnlyList<string> OptionNames { get; } =
        ["model", "size", "stages", "updates", "early-exit", "start-level", "seeded", "trust", "overrule", "fill-trust", "arbiter"];

    /// <summary>Options of a spec. A threshold (<c>trust</c>, <c>overrule</c>, <c>fill-trust</c>) switches the arbiter off. <c>updates</c> is the number of iterations of every level, or one number a level as in 3/2/1.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static CascadeStereoOptions Parse(MethodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var defaults = new CascadeStereoOptions();
        return new CascadeStereoOptions
        {
            Model = spec.Get("model") ?? defaults.Model,
            LongSide = spec.GetInt32("size", defaults.LongSide, 64, 8192),
            Stages = spec.GetInt32("stages", defaults.Stages, 1, 4),
            Seeded = spec.GetEnum("seeded", StereoOptions.Switch.On) == StereoOptions.Switch.On,
            Trust = spec.GetDouble("trust", defaults.Trust, 0, 1),
            Overrule = spec.GetDouble("overrule", defaults.Overrule, 0, 2),
            Fill = spec.GetDouble("fill-trust", defaults.Fill, 0, 2),
            Arbiter = UsesArbiter(spec),
            Cascade = defaults.Cascade with
            {
                Iterations = NeuralOptions.Updates(spec),
                EarlyExit = spec.GetDouble("early-exit", defaults.Cascade.EarlyExit, 0, 10),
                StartLevel = spec.GetInt32("start-level", defaults.Cascade.StartLevel, 8, 16),
            },
        };
    }

    /// <summary>Who gives a threshold wants it used.</summary>
    private static bool? UsesArbiter(MethodSpec spec)
    {
        if (spec.Get("arbiter") is not null)
            return spec.GetSwitch("arbiter", true);
        return spec.Get("trust") is null && spec.Get("overrule") is null && spec.Get("fill-trust") is null ? null : false;
    }
}
