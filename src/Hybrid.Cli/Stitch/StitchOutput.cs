using System.Globalization;
using Hybrid.Imaging;
using Hybrid.Stitching;
using OpenCvSharp;

namespace Hybrid.Cli.Stitch;

/// <summary>The files of a stitching's panoramas: the one named, and with -2, -3 added where there are several.</summary>
internal sealed class StitchOutput : IDisposable
{
    private readonly string _file;
    private readonly CreatedFolders _created;

    private StitchOutput(string file, CreatedFolders created) => (_file, _created) = (file, created);

    /// <summary>Refuses a file that could not be written in the end, before anything is computed, and makes its folder.</summary>
    /// <exception cref="InputException">It is a folder, its type is unknown, or its folder cannot be made.</exception>
    public static StitchOutput Of(string file)
    {
        string extension = Path.GetExtension(file).ToLowerInvariant();
        if (extension is not (".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff" or ".webp" or ".ppm"))
            throw new InputException($"cannot write '{file}': its format '{extension}' is unknown; use .png, .jpg or .tif");
        if (Directory.Exists(file))
            throw new InputException($"cannot write '{file}': it is a folder; name a file");
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        CreatedFolders created = CreatedFolders.Missing(folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            created.RemoveEmpty();
            throw new InputException($"cannot write '{file}': its folder cannot be made ({e.Message.TrimEnd('.')}); choose another place", e);
        }
        return new StitchOutput(file, created);
    }

    /// <summary>Writes panoramas, each whole or not at all.</summary>
    /// <param name="panoramas">The panoramas; transparent where no image reaches if the format can be.</param>
    /// <param name="inputs">The images that they are of; none is replaced.</param>
    /// <param name="cancellationToken">Asked before each file.</param>
    /// <returns>Their files.</returns>
    /// <exception cref="InputException">One cannot be written, or would replace an input.</exception>
    public IReadOnlyList<string> Write(IReadOnlyList<Panorama> panoramas, IReadOnlyList<string> inputs, CancellationToken cancellationToken)
    {
        string[] files = [.. panoramas.Select((_, i) => Numbered(i))];
        foreach (string file in files)
            FileLinks.RequireApart(file, inputs);
        for (int i = 0; i < files.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(files[i], panoramas[i]);
        }
        return files;
    }

    /// <summary>Refuses images that the first panorama would replace.</summary>
    /// <exception cref="InputException">It would.</exception>
    public void RequireApart(IEnumerable<string> inputs) => FileLinks.RequireApart(_file, inputs);

    /// <summary>Takes the folders that were made away again where nothing was written into them.</summary>
    public void Dispose() => _created.RemoveEmpty();

    /// <summary>Whether a file of that name holds 16 bits a channel.</summary>
    public static bool IsDeep(string file) => Path.GetExtension(file).ToLowerInvariant() is ".png" or ".tif" or ".tiff" or ".ppm";

    private static void Write(string file, Panorama panorama)
    {
        using Mat? shallow = IsDeep(file) || panorama.Image.Depth() == MatType.CV_8U ? null : panorama.Range.ToDepth8(panorama.Image);
        Mat image = shallow ?? panorama.Image;
        bool hasHoles = Cv2.CountNonZero(panorama.Mask) < panorama.Mask.Total();
        string target = FileLinks.Chain(file)[^1];
        string folder = Path.GetDirectoryName(target) ?? "/";
        string staged = Path.Combine(folder, $".hybrid-{Path.GetRandomFileName()}{Path.GetExtension(target)}");
        try
        {
            ImageFormats.RequireFits(file, image.Size());
            ImageWriter.Write(staged, image, new ImageWriteOptions { Metadata = panorama.Metadata, Alpha = hasHoles ? panorama.Mask : null });
            File.Move(staged, target, overwrite: true);
        }
        catch (Exception e)
        {
            Remove(staged);
            // What .NET makes of EFBIG, a file above what the file system or a quota allows.
            if (e is ArgumentOutOfRangeException)
                throw new InputException($"cannot write '{file}': it is larger than the disk or a quota allows; free some space or choose another place", e);
            if (e is InputException)
                throw new InputException(e.Message.Replace(staged, file, StringComparison.Ordinal), e);
            if (e is IOException or UnauthorizedAccessException)
                throw new InputException($"cannot write '{file}': {e.Message.TrimEnd('.')}; choose another place", e);
            throw;
        }
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cause of the failure is worth more than this one.
        }
    }

    private string Numbered(int number) => number == 0
        ? _file
        : Path.Combine(Path.GetDirectoryName(_file) ?? "", string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(_file)}-{number + 1}{Path.GetExtension(_file)}"));
}
