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
        if (StereoCatalogue.Methods.Has(spec.Without(StereoMethod.StudyOptions)))
            own.Add(TaskKind.Stereo, StereoMethod.Create(spec, settings));
        if (StitchMethods.Methods.Has(spec))
            own.Add(TaskKind.Stitching, StitchMethods.Methods.Create(spec, settings));
        if (own.Count > 0 && !AlignerCatalogue.Methods.Has(spec))
            return own.Values.First();
        var aligner = new AlignerMethod(AlignerCatalogue.Create(spec, settings));
        return own.Count == 0 ? aligner : new TaskMethods(aligner, own);
    }
}
