using Hybrid.Core;
using Hybrid.Imaging;
using Hybrid.Restoration;
using OpenCvSharp;

namespace FromPackages;

/// <summary>Removes the blur of camera shake, motion or defocus.</summary>
internal static class DeblurExample
{
    public static int Run(string image, string file)
    {
        IDeblurrer deblurrer = DeblurrerCatalogue.Create(MethodSpec.Parse("auto"), new AlignerSettings(), kernel: null);
        using Mat blurred = ImageReader.Read(image);
        using DeblurResult result = deblurrer.DeblurWithReason(blurred);
        Console.WriteLine($"{result.MethodUsed}: {result.Evidence}");
        ImageWriter.Write(file, result.Image);
        return 0;
    }
}
