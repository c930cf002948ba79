using Hybrid.Alignment;
using Hybrid.Core;
using Hybrid.Imaging;
using Hybrid.Overlap;

namespace FromPackages;

/// <summary>Which part of each of two images the other one sees.</summary>
internal static class OverlapExample
{
    public static int Run(string a, string b, string folder)
    {
        IOverlapFinder finder = OverlapCatalogue.Create(MethodSpec.Parse(OverlapCatalogue.Network), new AlignerSettings());
        using var pair = new ImagePair("demo", ImageReader.Read(a), ImageReader.Read(b));
        using OverlapResult masks = finder.Find(pair);
        Console.WriteLine($"overlap: {masks.Overlaps}, {masks.FractionA:P0} of the first, {masks.FractionB:P0} of the second");
        OverlapFiles.Write(folder, pair, masks, RunRecord.Of(pair, ("a", a), ("b", b), seed: 0));
        return masks.Overlaps ? 0 : 1;
    }
}
