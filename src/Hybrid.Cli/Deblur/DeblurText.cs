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
                $"{i.Result}  {i.Size.Width}x{i.Size.Height}, {(i.IsChanged ? i.Method : "left as it was")}, {i.Milliseconds:0} ms{Blur(i)}{Why(i)}"));
        }
    }

    private static string Blur(DeblurredImage image) => double.IsNaN(image.Before.Reblur)
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", blur {image.Before.Reblur:0.00}{(double.IsNaN(image.After.Reblur) ? "" : $" to {image.After.Reblur:0.00}")}");

    private static string Why(DeblurredImage image) => image switch
    {
        { Reason: not ReasonCode.None } => $" ({image.Said} [{KebabCase.Of(image.Reason)}: {image.Evidence}])",
        { Evidence.Length: > 0 } => $" ({image.Evidence})",
        _ => "",
    };
}
