using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Stereo;

namespace Hybrid.Evaluation.Methods;

/// <summary>Creates the method that a spec names.</summary>
public static class MethodFactory
{
    /// <summary>
    /// Creates a method. Where a task has a method of that name and these options of its own, that one answers the task's
    /// pairs; aligners take every other task: they are what there is to compare with.
    /// </summary>
    /// <exception cref="InputException">The method or an option is unknown.</exception>
    public static IPairMethod Create(MethodSpec spec, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (RestorationMethod.Names.Contains(spec.Name))
            return RestorationMethod.Create(spec, settings);
        if (OverlapMethod.Names.Contains(spec.Name))
            return OverlapMethod.Create(spec, settings);
        var own = new Dictionary<TaskKind, IPairMethod>();
        if (Takes(spec, StereoCatalogue.Names, StereoCatalogue.Options, StereoMethod.StudyOptions))
            own.Add(TaskKind.Stereo, StereoMethod.Create(spec, settings));
        if (Takes(spec, StitchMethods.Names, StitchMethods.Options, []))
            own.Add(TaskKind.Stitching, StitchMethods.Create(spec, settings));
        if (own.Count > 0 && !Takes(spec, AlignerCatalogue.Names, AlignerCatalogue.Options, []))
            return own.Values.First();
        var aligner = new AlignerMethod(AlignerCatalogue.Create(spec, settings));
        return own.Count == 0 ? aligner : new TaskMethods(aligner, own);
    }

    private static bool Takes(MethodSpec spec, IReadOnlyList<string> names, Func<string, IReadOnlyCollection<string>> options, IReadOnlyCollection<string> more) =>
        names.Contains(spec.Name) && spec.Options.Keys.All(o => options(spec.Name).Contains(o) || more.Contains(o));
}
