using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Pictures among the files of a result.</summary>
internal static class ResultPictures
{
    // They are looked at once: fast to write goes before small.
    private static readonly ImageWriteOptions Fast = new() { Compression = 1 };

    /// <summary>Stages a picture in the format of its name.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">Its file's name.</param>
    /// <param name="picture">The picture; stays the caller's.</param>
    public static void StagePicture(this OutputFolder folder, string name, Mat picture) => folder.Stage(name, ImageWriter.Encode(name, picture, Fast));

    /// <summary>Stages a picture that is made for it alone.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">Its file's name.</param>
    /// <param name="make">Makes the picture, which is disposed.</param>
    public static void StagePicture(this OutputFolder folder, string name, Func<Mat> make)
    {
        using Mat picture = make();
        folder.StagePicture(name, picture);
    }
}
