using System.IO.Compression;
using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// The pairs that the distribution's package <c>opencv-doc</c> carries, put into the toolkit's own layout: graf 1-3 with its homography
/// and the aloe stereo pair with its disparity.
/// </summary>
public static class OpenCvSamples
{
    private static readonly string[] Places =
        ["/usr/share/doc/opencv-doc/examples/data", "/usr/share/opencv4/samples/data", "/usr/share/doc/opencv-doc/examples"];

    /// <summary>Makes the dataset in a folder.</summary>
    /// <param name="folder">New or empty.</param>
    /// <param name="source">Folder of the samples; null looks where Debian and Ubuntu put them.</param>
    /// <exception cref="InputException">The package is not installed, lacks a file, or the folder cannot be written to.</exception>
    public static void Make(string folder, string? source = null)
    {
        string root = source ?? Places.FirstOrDefault(Directory.Exists)
            ?? throw new InputException("the samples of OpenCV are not installed; run: apt-get install opencv-doc");
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new InputException($"{folder}: is not empty; choose a new folder with -o");
            string staging = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".partial";
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            Copy(root, "graf1.png", staging, "homography/graf/1.png");
            Copy(root, "graf3.png", staging, "homography/graf/3.png");
            Copy(root, "H1to3p.xml", staging, "H1to3p.xml");
            Homography13(staging);
            Copy(root, "aloeL.jpg", staging, "stereo/aloe/left.jpg");
            Copy(root, "aloeR.jpg", staging, "stereo/aloe/right.jpg");
            Copy(root, "aloeGT.png", staging, "aloeGT.png");
            DisparityFile.WriteScaled(Path.Combine(staging, "stereo/aloe/disp_left_x256.png"), DenseTruth.ReadDisparity(Path.Combine(staging, "aloeGT.png"), 1));
            File.Delete(Path.Combine(staging, "aloeGT.png"));
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder))!);
            Directory.Move(staging, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written ({e.Message})", e);
        }
    }

    private static void Homography13(string staging)
    {
        string xml = Path.Combine(staging, "H1to3p.xml");
        HomographyFile.Write(Path.Combine(staging, "homography/graf/H_1_3.txt"), HomographyFile.Read(xml).Normalized());
        File.Delete(xml);
    }

    /// <summary>Copies a file, which packages of documentation may hold gzip-compressed.</summary>
    private static void Copy(string root, string name, string target, string relative)
    {
        string path = Path.Combine(target, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(Path.Combine(root, name)))
        {
            File.Copy(Path.Combine(root, name), path);
            return;
        }
        string packed = Path.Combine(root, name + ".gz");
        if (!File.Exists(packed))
            throw new InputException($"{root}: {name} is missing there; reinstall opencv-doc");
        using var gzip = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using FileStream output = File.Create(path);
        gzip.CopyTo(output);
    }
}
