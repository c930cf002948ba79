using Hybrid.Alignment;
using Hybrid.Core;
using Hybrid.Imaging;

namespace FromPackages;

/// <summary>Where the pixels of one image lie in another, how sure that is, and how it was found.</summary>
internal static class AlignExample
{
    public static int Run(string a, string b, string folder)
    {
        IAligner aligner = AlignerCatalogue.Create(MethodSpec.Parse("auto"), new AlignerSettings { Seed = 1 });
        using var pair = new ImagePair("demo", ImageReader.Read(a), ImageReader.Read(b));
        AlignmentResult result = aligner.Align(pair);

        foreach (ProvenanceStep step in result.Provenance)
            Console.WriteLine($"{step.Step}: {step.Outcome}, {step.Reason}, {step.Evidence}");
        if (!result.IsOk)
        {
            Console.WriteLine($"no alignment: {result.Reason}");
            return 1;
        }
        Console.WriteLine($"found by {result.MethodUsed}, confidence {result.Confidence:0.00}");
        Console.WriteLine(result.Homography);

        // The same files as those of 'hybrid align -o FOLDER'.
        AlignmentFiles.Write(folder, pair, result, RunRecord.Of(pair, ("a", a), ("b", b), seed: 1));
        return 0;
    }
}
