using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Finds where the panorama changes from one layer to another, on the reduced canvas.</summary>
internal static class SeamStage
{
    /// <summary>Cuts the layers' masks.</summary>
    public static void Run(SeamKind kind, SmallLayer[] small)
    {
        if (small.Length < 2)
            return;
        SeamModel model = kind switch
        {
            SeamKind.Voronoi => SeamModel.Voronoi,
            SeamKind.Dynamic => SeamModel.DynamicColorGradient,
            _ => SeamModel.GraphCutColor,
        };
        SeamFinder.Find(model, [.. small.Select(s => NativeBuffers.Of(s.Image))], [.. small.Select(s => NativeBuffers.Corner(s.Bounds))], [.. small.Select(s => NativeBuffers.Of(s.Cut))]);
    }
}
