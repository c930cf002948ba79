using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Stitching;
using OpenCvSharp;

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
                $"{files[i]}: {p.Image.Width}x{p.Image.Height} from {p.Members.Count} of {result.Images.Count} images, {KebabCase.Of(p.Surface)}{field}, by {p.Solver}, median error {p.MedianError:F2} px"));
        }
        foreach (ProvenanceStep step in result.Provenance)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {step.Step,-11} {KebabCase.Of(step.Outcome),-9} {step.Evidence}  ({step.Milliseconds:F0} ms)"));
    }

    /// <summary>Says in a line each what a person might not expect: another projection, values that a format cannot hold, images left out.</summary>
    public static void Warn(TextWriter error, StitchResult result, StitchOptions options, string file)
    {
        foreach (Panorama panorama in result.Panoramas.Where(p => options.Surface != SurfaceKind.Auto && p.Surface != options.Surface))
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hybrid: warning: the projection asked for, {KebabCase.Of(options.Surface)}, cannot show {panorama.FieldOfView:F0} degrees; {KebabCase.Of(panorama.Surface)} is drawn instead"));
        if (!StitchOutput.IsDeep(file) && result.Panoramas.Any(p => p.Image.Depth() != MatType.CV_8U))
            error.WriteLine($"hybrid: warning: images of 16 bits were written as 8 bits, which is all that '{Path.GetExtension(file)}' holds; name a .png or .tif to keep their values");
        foreach (ImageDecision image in result.Images.Where(i => i.Outcome is not (ImageOutcome.Used or ImageOutcome.Excluded)))
            error.WriteLine(Terminal.OneLine($"hybrid: warning: '{image.Name}' is not in a panorama ({KebabCase.Of(image.Outcome)}): {image.Reason}{(image.Advice.Length > 0 ? "; " + image.Advice : "")}"));
        if (!result.IsOk)
            error.WriteLine("hybrid: no panorama: no two images overlap enough; photograph with a third of overlap");
    }
}
