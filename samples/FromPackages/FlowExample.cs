using System.Numerics;
using Hybrid.Alignment;
using Hybrid.Core;
using Hybrid.Imaging;

namespace FromPackages;

/// <summary>Dense flow: where every pixel of one frame lies in the next.</summary>
internal static class FlowExample
{
    public static int Run(string a, string b, string folder)
    {
        IAligner aligner = AlignerCatalogue.Create(MethodSpec.Parse("hybrid"), new AlignerSettings());
        using var pair = new ImagePair("frames", ImageReader.Read(a), ImageReader.Read(b));
        FlowResult result = FlowResult.Of(pair, aligner.Align(pair));
        if (result.Flow is null)
        {
            Console.WriteLine($"no flow: {result.Reason}");
            return 1;
        }
        int x = result.Flow.Width / 2, y = result.Flow.Height / 2;
        Vector2 flow = result.Flow[x, y];
        Console.WriteLine($"({x}, {y}) lies at ({x + flow.X:0.00}, {y + flow.Y:0.00})");
        FlowFiles.Write(folder, pair, result, RunRecord.Of(pair, ("a", a), ("b", b), seed: 0));
        return 0;
    }
}
