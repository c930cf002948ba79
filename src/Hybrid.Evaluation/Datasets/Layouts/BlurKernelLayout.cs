using Hybrid.Imaging;
using Hybrid.Restoration;
using OpenCvSharp;

namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// Sharp images times blur kernels: <c>N.png</c> beside or below a folder <c>blur_kernels</c> with <c>K.txt</c>. Every image is
/// blurred by every kernel when it is read: in linear light (gamma 2.2), with noise of 1 % of white from a seed of the pair's
/// own, rounded to 8 bits. A sharp image as it is, without noise, is a pair too.
/// </summary>
public sealed class BlurKernelLayout : ILayout
{
    /// <summary>Light is stored^gamma.</summary>
    public const double Gamma = 2.2;

    /// <summary>Standard deviation of the noise as a share of white.</summary>
    public const double Noise = 0.01;

    /// <summary>Family of the pairs that are not blurred.</summary>
    public const string Unblurred = "sharp";

    private const string KernelFolder = "blur_kernels";

    /// <inheritdoc />
    public string Name => "sharp-by-kernels";

    /// <inheritdoc />
    public string Summary => "N.png + ../blur_kernels/K.txt (or blur_kernels/K.txt): every image blurred by every kernel";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        string? kernels = new[] { Path.Combine(folder, KernelFolder), Path.Combine(parent ?? folder, KernelFolder) }.FirstOrDefault(Directory.Exists);
        IReadOnlyList<string> images = FolderListing.Images(folder);
        if (kernels is null || images.Count == 0)
            return [];
        IReadOnlyList<string> files = FolderListing.Files(kernels, "*.txt");
        if (files.Count == 0)
            return [];
        var pairs = new List<DatasetPair>();
        foreach (string? kernel in files.Append(null))
        {
            for (int i = 0; i < images.Count; i++)
                pairs.Add(Pair(images[i], kernel, seed: pairs.Count));
        }
        return pairs;
    }

    private static DatasetPair Pair(string image, string? kernel, int seed)
    {
        string name = $"{(kernel is null ? Unblurred : Path.GetFileNameWithoutExtension(kernel))}/{Path.GetFileNameWithoutExtension(image)}";
        var known = new Lazy<BlurKernel>(() => kernel is null ? new BlurKernel(1, 1, [1.0]) : BlurKernel.Read(kernel));
        return new DatasetPair(
            name, TaskKind.Restoration, image, image, "sharp", kernel is null ? [] : [kernel],
            () => new SharpTruth { Kernel = known.Value },
            () => Load(name, image, kernel is null ? null : known.Value, seed));
    }

    private static ImagePair Load(string name, string path, BlurKernel? kernel, int seed)
    {
        Mat sharp = ImageReader.Read(path);
        try
        {
            if (sharp.Depth() != MatType.CV_8U)
                throw new InputException($"'{path}' is not an 8-bit image; convert it");
            return new ImagePair(name, kernel is null ? sharp.Clone() : ImageBlur.Apply(sharp, kernel, Gamma, Noise, seed), sharp);
        }
        catch
        {
            sharp.Dispose();
            throw;
        }
    }
}
