using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// Two images to align, as read: 8-bit, 16-bit or float, grey or BGR. Owns both and their 8-bit grey versions,
/// which are made on first use. Safe for concurrent reading.
/// </summary>
public sealed class ImagePair : IDisposable
{
    private readonly Lock _gate = new();
    private Mat? _grayA;
    private Mat? _grayB;

    /// <summary>Takes ownership of both images.</summary>
    /// <param name="name">Name of the pair in reports.</param>
    /// <param name="a">Image A; 1 or 3 channels.</param>
    /// <param name="b">Image B; 1 or 3 channels.</param>
    public ImagePair(string name, Mat a, Mat b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Name = name;
        A = a;
        B = b;
    }

    /// <summary>Name of the pair in reports.</summary>
    public string Name { get; }

    /// <summary>Image A. Owned by the pair.</summary>
    public Mat A { get; }

    /// <summary>Image B. Owned by the pair.</summary>
    public Mat B { get; }

    /// <summary>A as 8-bit grey. Owned by the pair.</summary>
    public Mat GrayA => Gray(A, ref _grayA);

    /// <summary>B as 8-bit grey. Owned by the pair.</summary>
    public Mat GrayB => Gray(B, ref _grayB);

    /// <inheritdoc />
    public void Dispose()
    {
        _grayA?.Dispose();
        _grayB?.Dispose();
        A.Dispose();
        B.Dispose();
    }

    private Mat Gray(Mat image, ref Mat? cache)
    {
        lock (_gate)
        {
            return cache ??= PixelFormat.ToGray8(image);
        }
    }
}
