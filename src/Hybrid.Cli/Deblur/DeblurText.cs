using System.Globalization;
using Hybrid.Restoration;

namespace Hybrid.Cli.Deblur;

/// <summary>Deblurred images as a line each.</summary>
internal static class DeblurText
{
    /// <summary>Prints a line an image.</summary>
    public static void Print(TextWriter output, IReadOnlyList<DeblurredImage> images)
    {
        foreach (DeblurredImage i in images)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i.Result}  {i.Size.Width}x{i.Size.Height}, {i.Method}, {i.Milliseconds:0} ms, blur {i.Before.Reblur:0.00} to {i.After.Reblur:0.00}{Why(i)}"));
        }
    }

    private static string Why(DeblurredImage image) => image switch
    {
        { Reason: not DeblurReason.None } => $" ({KebabCase.Of(image.Reason)}: {image.Evidence})",
        { Evidence.Length: > 0 } => $" ({image.Evidence})",
        _ => "",
    };
}
