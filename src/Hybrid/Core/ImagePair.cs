using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// Two images to align, as read: 8-bit, 16-bit or float, grey or BGR. Owns both and what analysis looks at, which is made on
/// first use: their 8-bit grey versions by a common range, and where they hold data. Safe for concurrent reading.
/// </summary>
public sealed class ImagePair : IDisposable
{
    private readonly Mat? _givenA, _givenB;
    private readonly Lazy<Views> _views;

    /// <summary>Takes ownership of both images and of the masks.</summary>
    /// <param name="name">Name of the pair in reports.</param>
    /// <param name="a">Image A; 1 or 3 channels.</param>
    /// <param name="b">Image B; 1 or 3 channels.</param>
    /// <param name="validA">CV_8UC1, 0 where A holds no data beside what <see cref="NoData"/> finds itself; null for nowhere.</param>
    /// <param name="validB">The same of B.</param>
    public ImagePair(string name, Mat a, Mat b, Mat? validA = null, Mat? validB = null)
        : this(name, a, b, validA, validB, null)
    {
    }

    private ImagePair(string name, Mat a, Mat b, Mat? validA, Mat? validB, IntensityRange? range)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Name = name;
        A = a;
        B = b;
        (_givenA, _givenB) = (validA, validB);
        _views = new Lazy<Views>(() => Views.Of(a, b, validA, validB, range));
    }

    /// <summary>Name of the pair in reports.</summary>
    public string Name { get; }

    /// <summary>Image A. Owned by the pair.</summary>
    public Mat A { get; }

    /// <summary>Image B. Owned by the pair.</summary>
    public Mat B { get; }

    /// <summary>A as 8-bit grey, values by <see cref="RangeA"/>, pixels without data filled in. Owned by the pair.</summary>
    public Mat GrayA => _views.Value.GrayA;

    /// <summary>B as 8-bit grey, values by <see cref="RangeB"/>, pixels without data filled in. Owned by the pair.</summary>
    public Mat GrayB => _views.Value.GrayB;

    /// <summary>CV_8UC1, 0 where A holds no data; null where it holds data everywhere. Owned by the pair.</summary>
    public Mat? ValidA => _views.Value.ValidA;

    /// <summary>CV_8UC1, 0 where B holds no data; null where it holds data everywhere. Owned by the pair.</summary>
    public Mat? ValidB => _views.Value.ValidB;

    /// <summary>The values of A that analysis shows as 0..255; those of B where both have one depth.</summary>
    public IntensityRange RangeA => _views.Value.RangeA;

    /// <summary>The values of B that analysis shows as 0..255; those of A where both have one depth.</summary>
    public IntensityRange RangeB => _views.Value.RangeB;

    /// <summary>Takes ownership of two views that are 8-bit already and stay as they are.</summary>
    /// <param name="name">Name of the pair in reports.</param>
    /// <param name="a">View of A, 8-bit.</param>
    /// <param name="b">View of B, 8-bit.</param>
    /// <param name="validA">CV_8UC1 of A's size; null where it holds data everywhere.</param>
    /// <param name="validB">CV_8UC1 of B's size; null where it holds data everywhere.</param>
    public static ImagePair OfViews(string name, Mat a, Mat b, Mat? validA = null, Mat? validB = null) =>
        new(name, a, b, validA, validB, IntensityRange.Byte);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_views.IsValueCreated)
            _views.Value.Dispose();
        _givenA?.Dispose();
        _givenB?.Dispose();
        A.Dispose();
        B.Dispose();
    }

    private sealed record Views(Mat GrayA, Mat GrayB, Mat? ValidA, Mat? ValidB, IntensityRange RangeA, IntensityRange RangeB) : IDisposable
    {
        public static Views Of(Mat a, Mat b, Mat? givenA, Mat? givenB, IntensityRange? range)
        {
            IReadOnlyList<IntensityRange> ranges = range is { } fixedRange ? [fixedRange, fixedRange] : IntensityRange.OfEach(a, b);
            Mat? validA = Both(givenA, NoData.ValidMask(a)), validB = Both(givenB, NoData.ValidMask(b));
            return new Views(Gray(a, validA, ranges[0]), Gray(b, validB, ranges[1]), validA, validB, ranges[0], ranges[1]);
        }

        public void Dispose()
        {
            foreach (Mat? mat in (Mat?[])[GrayA, GrayB, ValidA, ValidB])
                mat?.Dispose();
        }

        private static Mat? Both(Mat? given, Mat? found)
        {
            if (given is null || found is null)
                return given ?? found;
            Cv2.BitwiseAnd(given, found, found);
            return found;
        }

        private static Mat Gray(Mat image, Mat? valid, IntensityRange range)
        {
            Mat gray = PixelFormat.ToGray8(image, range);
            if (valid is not null)
                NoData.Fill(gray, valid);
            return gray;
        }
    }
}
