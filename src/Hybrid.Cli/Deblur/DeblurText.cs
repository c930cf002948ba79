using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Cli.Deblur;

/// <summary>What became of one image.</summary>
internal sealed record DeblurredImage(string Source, string Result, Size Size, BlurMeasure Before, BlurMeasure After, double Milliseconds,
    string Method, DeblurReason Reason, string Evidence);

/// <summary>Deblurred images as a line each, or as JSON.</summary>
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

    /// <summary>Prints JSON.</summary>
    public static void PrintJson(TextWriter output, string method, IReadOnlyList<DeblurredImage> images) => JsonOutput.Print(output, json =>
    {
        json.WriteString("method", method);
        json.WriteStartArray("images");
        foreach (DeblurredImage i in images)
        {
            json.WriteStartObject();
            json.WriteString("source", i.Source);
            json.WriteString("result", i.Result);
            json.WriteNumber("width", i.Size.Width);
            json.WriteNumber("height", i.Size.Height);
            json.WriteString("method", i.Method);
            json.WriteString("reason", KebabCase.Of(i.Reason));
            json.WriteString("evidence", i.Evidence);
            json.WriteNumber("ms", Math.Round(i.Milliseconds, 1));
            WriteMeasure(json, "blur_before", i.Before);
            WriteMeasure(json, "blur_after", i.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Why(DeblurredImage image) => image switch
    {
        { Reason: not DeblurReason.None } => $" ({KebabCase.Of(image.Reason)}: {image.Evidence})",
        { Evidence.Length: > 0 } => $" ({image.Evidence})",
        _ => "",
    };

    private static void WriteMeasure(System.Text.Json.Utf8JsonWriter json, string name, BlurMeasure measure)
    {
        json.WriteStartObject(name);
        Write("reblur", measure.Reblur);
        Write("laplacian_energy", measure.LaplacianEnergy);
        Write("textured", measure.Textured);
        json.WriteEndObject();

        void Write(string key, double value)
        {
            if (double.IsFinite(value))
                json.WriteNumber(key, Math.Round(value, 4));
            else
                json.WriteNull(key);
        }
    }
}
