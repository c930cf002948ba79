using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Reads the two images of a pair at the same time.</summary>
internal static class PairReader
{
    /// <summary>The pair, named after its files; owned by the caller.</summary>
    /// <exception cref="InputException">One of them cannot be read; of two, the first.</exception>
    public static ImagePair Read(string pathA, string pathB)
    {
        Task<MaskedImage> second = Task.Run(() => MaskedImage.Read(pathB));
        MaskedImage a;
        try
        {
            a = MaskedImage.Read(pathA);
        }
        catch
        {
            // The second image is read to its end all the same, and its memory must not be left behind.
            _ = second.ContinueWith(static t => (t.IsCompletedSuccessfully ? t.Result : null)?.Dispose(), TaskScheduler.Default);
            throw;
        }
        try
        {
            MaskedImage b = second.GetAwaiter().GetResult();
            return new ImagePair($"{Path.GetFileNameWithoutExtension(pathA)}-{Path.GetFileNameWithoutExtension(pathB)}", a.Image, b.Image, a.Valid, b.Valid);
        }
        catch
        {
            a.Dispose();
            throw;
        }
    }
}
