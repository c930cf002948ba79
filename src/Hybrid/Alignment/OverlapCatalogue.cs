using Hybrid.Neural;
using Hybrid.Overlap;

namespace Hybrid.Alignment;

/// <summary>Every method that finds overlaps, by name.</summary>
public static class OverlapCatalogue
{
    /// <summary>The network, and where it sees nothing in common the frames under a verified homography.</summary>
    public const string Default = "auto";

    /// <summary>The network.</summary>
    public const string Network = "network";

    /// <summary>The frames under a verified homography.</summary>
    public const string Classic = "classic";

    private static readonly MethodOption<string> Model =
        MethodOption.Text("model", OverlapNet.DefaultModel, "the name of a model", "the network");

    private static readonly MethodOption<int> LongSide =
        MethodOption.Whole("long-side", OverlapNet.DefaultLongSide, 64, 2048, "long side that the network works at, in pixels");

    private static readonly MethodOption<bool> Closer =
        MethodOption.Switch("closer", true, "look a second time, at what was found alone, where little is shared");

    /// <summary>The methods with their options.</summary>
    public static MethodCatalogue<IOverlapFinder> Methods { get; } = new("method",
    [
        new(Network, "the overlap as a network sees it, occlusions left out", [Model, LongSide, Closer], (spec, settings) => new NetworkOverlap(
            OverlapNet.Shared(Model.Read(spec), settings.ModelFolder, settings.Threads), LongSide.Read(spec), Closer.Read(spec))),
        new(Classic, "the frames under a verified homography", AlignerCatalogue.Methods.Find(Classic).Options, (spec, settings) =>
            new ClassicOverlap(AlignerCatalogue.Create(spec, settings))),
        new(Default, "network; where that sees nothing in common, the frames under the homography of align, if it finds one", [Model, LongSide, Closer], (spec, settings) => new ConfirmedOverlap(
            new NetworkOverlap(OverlapNet.Shared(Model.Read(spec), settings.ModelFolder, settings.Threads), LongSide.Read(spec), Closer.Read(spec)),
            new Lazy<IAligner>(() => AlignerCatalogue.Create(MethodSpec.Parse(AlignerCatalogue.Default), settings)))),
    ]);

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names => Methods.Names;

    /// <summary>Creates a method.</summary>
    /// <param name="spec">The method and its options.</param>
    /// <param name="settings">Seed, threads, and the folder of models.</param>
    /// <exception cref="InputException">The method, an option or the model is unknown, or an option is without effect.</exception>
    public static IOverlapFinder Create(MethodSpec spec, AlignerSettings settings) => Methods.Create(spec, settings);
}
