using Hybrid.Geometry;

namespace Hybrid.Cli.Tests.Support;

/// <summary>Files of two views of one scene, with the homography between them known.</summary>
internal static class PairFiles
{
    public const int Width = 400;
    public const int Height = 300;
    private static readonly Lazy<Scene> Plane = new(() => new Scene(7, Width, Height));
    private static readonly Lazy<Picture> First = new(() => Plane.Value.View(Width, Height, Homography.Identity));
    private static readonly Lazy<Picture> Second = new(() => Plane.Value.View(Width, Height, Truth.Inverse()!.Value));
    private static readonly Lazy<Picture> Elsewhere = new(() => new Scene(99, Width, Height).View(Width, Height, Homography.Identity));

    /// <summary>A to B.</summary>
    public static Homography Truth { get; } = new(0.96, -0.11, 31, 0.12, 0.93, -14, 1.1e-4, -0.6e-4, 1);

    public static Picture A => First.Value;

    public static Picture B => Second.Value;

    /// <summary>A picture of another scene.</summary>
    public static Picture Unrelated => Elsewhere.Value;

    /// <summary>Writes A and B as PNG into a folder and returns their paths.</summary>
    public static (string A, string B) WriteTo(TemporaryFolder folder)
    {
        File.WriteAllBytes(folder["a.png"], PngFile.Rgb8(A));
        File.WriteAllBytes(folder["b.png"], PngFile.Rgb8(B));
        return (folder["a.png"], folder["b.png"]);
    }
}
