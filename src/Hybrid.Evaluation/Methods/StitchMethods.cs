using Hybrid.Alignment;
using Hybrid.Stitching;

namespace Hybrid.Evaluation.Methods;

/// <summary>Every stitching method under evaluation, by name: those of <see cref="StitchCatalogue"/> and what they are compared with.</summary>
public static class StitchMethods
{
    private const string Refined = "hybrid";

    private static readonly MethodOption<OpenCvStitchMode> Mode =
        MethodOption.Choice("mode", OpenCvStitchMode.Panorama, "turning cameras, or flat scenes");

    /// <summary>The methods with their options.</summary>
    public static MethodCatalogue<IPairMethod> Methods { get; } = new("stitching method",
    [
        .. StitchCatalogue.Methods.Methods.Select(m => new MethodDescription<IPairMethod>(m.Name, m.Summary, m.Options, Own)),
        new("control", "hybrid, whose overlaps are refined without a learned weight", StitchCatalogue.Methods.Find(Refined).Options, Control),
        new("opencv", "OpenCV's Stitcher as it is", [Mode], (spec, _) => new OpenCvStitchMethod(spec.ToString(), Mode.Read(spec))),
    ]);

    private static StitchMethodUnderTest Own(MethodSpec spec, AlignerSettings settings) =>
        new(spec.ToString(), StitchCatalogue.Methods.Create(spec, settings));

    private static StitchMethodUnderTest Control(MethodSpec spec, AlignerSettings settings)
    {
        string flow = StitchCatalogue.Flow.Name;
        MethodSpec refined = spec.As(Refined);
        return new(spec.ToString(), StitchCatalogue.Methods.Create(spec.Get(flow) is null ? refined.With(flow, KebabCase.Of(RefineFlow.Dis)) : refined, settings));
    }
}
