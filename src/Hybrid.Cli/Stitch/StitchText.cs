using System.Globalization;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>A stitching in a few lines for people.</summary>
internal static class StitchText
{
    /// <summary>Prints what was made and of what.</summary>
    public static void Print(TextWriter output, StitchResult result, IReadOnlyList<string> files)
    {
        for (int i = 0; i < files.Count; i++)
        {
            Panorama p = result.Panoramas[i];
            string field = p.FieldOfView > 0 ? string.Create(CultureInfo.InvariantCulture, $", {p.FieldOfView:F0}x{p.VerticalFieldOfView:F0} degrees") : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{files[i]}: {p.Image.Width}x{p.Image.Height} from {p.Members.Count} of {result.Images.Count} images, {Name(p.Surface)}{field}, by {p.Solver}, median error {p.MedianError:F2} px"));
        }
        foreach (ProvenanceStep step in result.Provenance)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {step.Step,-11} {KebabCase.Of(step.Outcome),-9} {step.Evidence}  ({step.Milliseconds:F0} ms)"));
    }

    /// <summary>Name of a surface as options have it.</summary>
    public static string Name(SurfaceKind surface) => surface.ToString().ToLowerInvariant();
}
