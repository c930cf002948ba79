using Hybrid.Alignment;
using Hybrid.Stitching;
using Hybrid.Stitching.Layout;

namespace Hybrid.Evaluation.Methods;

/// <summary>Every stitching method there is, by name.</summary>
public static class StitchMethods
{
    private static readonly string[] Own = ["flow", "projection", "exposure", "seam", "blend"];

    /// <summary>The names, in the order in which they should be listed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["classic", "control", "hybrid", "auto", "opencv"];

    /// <summary>The options that a method takes.</summary>
    public static IReadOnlyCollection<string> Options(string name) => name == "opencv" ? ["mode"] : Own;

    /// <summary>Creates the method that a spec names.</summary>
    /// <exception cref="InputException">An option's value is not valid.</exception>
    public static IPairMethod Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(settings);
        if (spec.Name == "opencv")
            return new OpenCvStitchMethod(spec.ToString(), spec.GetEnum("mode", OpenCvStitchMode.Panorama));
        return new StitchMethodUnderTest(spec.ToString(), new StitchOptions
        {
            Method = spec.Name switch { "classic" => StitchMethod.Classic, "auto" => StitchMethod.Auto, _ => StitchMethod.Hybrid },
            Flow = spec.GetEnum("flow", spec.Name == "control" ? RefineFlow.Dis : RefineFlow.Auto),
            Surface = spec.GetEnum("projection", SurfaceKind.Auto),
            Exposure = spec.GetEnum("exposure", ExposureKind.Gain),
            Seam = spec.GetEnum("seam", SeamKind.GraphCut),
            Blend = spec.GetEnum("blend", BlendKind.MultiBand),
            Seed = settings.Seed,
            Threads = settings.Threads,
            ModelFolder = settings.ModelFolder,
        });
    }
}
