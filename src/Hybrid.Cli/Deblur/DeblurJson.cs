using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Restoration;

namespace Hybrid.Cli.Deblur;

/// <summary>Deblurred images as JSON.</summary>
internal static partial class DeblurJson
{
    private static readonly DeblurJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints them.</summary>
    public static void Print(TextWriter output, string method, IReadOnlyList<DeblurredImage> images, IReadOnlyList<RefusedImage> refused) => JsonOutput.Print(
        output, new Document(method, [.. images.Select(Of)], refused), Generated.Document);

    private static ImagePart Of(DeblurredImage i) => new(
        i.Source, i.Result, i.Size.Width, i.Size.Height, KebabCase.Of(i.Status), i.Method, KebabCase.Of(i.Reason), i.Said, i.Evidence, Math.Round(i.Milliseconds, 1),
        Of(i.Before), Of(i.After));

    private static BlurPart Of(BlurMeasure measure) => new(Finite(measure.Reblur), Finite(measure.LaplacianEnergy), Finite(measure.Textured));

    private static double? Finite(double value) => double.IsFinite(value) ? Math.Round(value, 4) : null;

    internal sealed record Document(string Method, IReadOnlyList<ImagePart> Images, IReadOnlyList<RefusedImage> Refused);

    internal sealed record ImagePart(string Source, string Result, int Width, int Height, string Status, string Method, string Reason, string Said, string Evidence, double Ms,
        BlurPart BlurBefore, BlurPart BlurAfter);

    internal sealed record BlurPart(double? Reblur, double? LaplacianEnergy, double? Textured);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class DeblurJsonContext : JsonSerializerContext;
}
