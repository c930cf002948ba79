using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>An image to stitch: a file that is read when needed, or one that the caller holds.</summary>
public sealed class SourceImage
{
    private readonly Mat? _held;

    /// <summary>An image of a file.</summary>
    public SourceImage(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = path;
    }

    /// <summary>An image in memory.</summary>
    /// <param name="name">Unique among the images of a panorama.</param>
    /// <param name="image">1 or 3 channels, 8-bit, 16-bit or float. Stays the caller's and must live as long as this.</param>
    public SourceImage(string name, Mat image)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(image);
        (Name, _held) = (name, image);
    }

    /// <summary>The path or name.</summary>
    public string Name { get; }

    /// <summary>Whether the pixels are the caller's.</summary>
    internal bool IsHeld => _held is not null;

    /// <summary>The pixels; to be disposed by the caller, which leaves a held image as it is.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    internal Mat Open() => _held is null ? ImageReader.Read(Name) : new Mat(_held, new Rect(0, 0, _held.Width, _held.Height));

    /// <summary>What the file carries beside its pixels; nothing of a held image.</summary>
    internal ImageMetadata ReadMetadata() => _held is null ? ImageMetadata.ReadFile(Name) : ImageMetadata.None;
}
