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

    /// <summary>Options of a spec. A threshold (<c>trust</c>, <c>overrule</c>, <c>fill-trust</c>) switches the arbiter off.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static CascadeStereoOptions Parse(MethodSpec spec) => new()
    {
        Model = StereoMethodOptions.Model.Read(spec),
        LongSide = StereoMethodOptions.Size.Read(spec),
        Stages = StereoMethodOptions.Stages.Read(spec),
        Seeded = StereoMethodOptions.Seeded.Read(spec),
        Trust = StereoMethodOptions.Trust.Read(spec),
        Overrule = StereoMethodOptions.Overrule.Read(spec),
        Fill = StereoMethodOptions.FillTrust.Read(spec),
        Arbiter = UsesArbiter(spec),
        Cascade = new CascadeOptions
        {
            Backward = false,
            Iterations = StereoMethodOptions.Updates.Read(spec),
            EarlyExit = AlignerOptions.EarlyExit.Read(spec),
            StartLevel = StereoMethodOptions.StartLevel.Read(spec),
        },
    };

    /// <summary>Who gives a threshold wants it used.</summary>
    private static bool? UsesArbiter(MethodSpec spec)
    {
        if (StereoMethodOptions.Arbiter.Read(spec) is { } given)
            return given;
        MethodOption[] thresholds = [StereoMethodOptions.Trust, StereoMethodOptions.Overrule, StereoMethodOptions.FillTrust];
        return thresholds.Any(t => spec.Get(t.Name) is not null) ? false : null;
    }
}
