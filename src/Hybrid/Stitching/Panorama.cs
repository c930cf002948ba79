using Hybrid.Imaging;
using Hybrid.Stitching.Composition;
using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Report;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>A finished panorama.</summary>
public sealed class Panorama : IDisposable
{
    internal Panorama(Mat image, Mat mask, PanoramaPlan plan)
    {
        (Image, Mask, Plan) = (image, mask, plan);
    }

    /// <summary>What <see cref="Metadata"/> holds by which a file is known for a panorama of this program.</summary>
    public static ReadOnlySpan<byte> Mark => "\"Hybrid panorama\""u8;

    /// <summary>The picture, 8-bit or 16-bit BGR, black where no image reaches.</summary>
    public Mat Image { get; private set; }

    /// <summary>CV_8UC1, 255 where an image reaches.</summary>
    public Mat Mask { get; private set; }

    /// <summary>Indices of the images in it, in canonical order.</summary>
    public IReadOnlyList<int> Members => [.. Plan.Views.Select(v => v.Index)];

    /// <summary>The surface it is drawn on.</summary>
    public SurfaceKind Surface => Plan.Layout.Surface;

    /// <summary>What found the poses, e.g. <c>rotating</c>.</summary>
    public string Solver => Plan.Layout.Fit.Solver;

    /// <summary>Median distance between matches and poses, in pixels of the reduced images.</summary>
    public double MedianError => Plan.Layout.Fit.MedianError;

    /// <summary>The largest linear magnification of any image.</summary>
    public double Stretch => Plan.Layout.Stretches.Max();

    /// <summary>Horizontal field of view of the picture in degrees; 0 where there are no cameras.</summary>
    public double FieldOfView => Plan.Layout.Field.Horizontal;

    /// <summary>Vertical field of view of the picture in degrees; 0 where there are no cameras.</summary>
    public double VerticalFieldOfView => Plan.Layout.Field.Vertical;

    /// <summary>The values of the picture between black and white: 0 to 4095 where its images have 12 bits in 16.</summary>
    public IntensityRange Range => Image.Depth() == MatType.CV_8U ? IntensityRange.Byte : new IntensityRange(0, Compositor.White(Plan.Views));

    /// <summary>What belongs into the picture's file: camera, artist, dates and colour profile of its first image, and which part of a sphere or cylinder it shows.</summary>
    public ImageMetadata Metadata => PanoramaMetadata.Of(this);

    /// <summary>Where the panorama's first pixel lies on the canvas; not zero only where it was cropped.</summary>
    public Point Origin { get; private set; }

    internal PanoramaPlan Plan { get; }

    /// <summary>Where a pixel of an image lies in the panorama; NaN where it is not in it.</summary>
    /// <param name="image">Index of the image, one of <see cref="Members"/>.</param>
    /// <param name="pixel">Pixel of the image.</param>
    public Point2d ToPanorama(int image, Point2d pixel)
    {
        // A bent layer may reach a little out of its rectangle; only of two halves of a view the right one has to be found.
        Layer[] layers = [.. Plan.Layout.Layers.Where(l => l.Source == image)];
        foreach (Layer layer in layers)
        {
            Point2d p = layer.Place(pixel);
            if (layers.Length == 1 || layer.IsBeside(p, 1))
                return new Point2d(p.X - Origin.X, p.Y - Origin.Y);
        }
        return new Point2d(double.NaN, double.NaN);
    }

    /// <summary>Which pixel of an image a place of the panorama would show if that image were shown there; NaN behind its camera.</summary>
    /// <param name="image">Index of the image, one of <see cref="Members"/>.</param>
    /// <param name="place">Pixel of the panorama.</param>
    public Point2d FromPanorama(int image, Point2d place)
    {
        var canvas = new Point2d(place.X + Origin.X, place.Y + Origin.Y);
        Layer[] layers = [.. Plan.Layout.Layers.Where(l => l.Source == image)];
        Layer? inside = Array.Find(layers, l => l.IsBeside(canvas, 0));
        return (inside ?? layers.FirstOrDefault())?.Show(canvas) ?? new Point2d(double.NaN, double.NaN);
    }

    /// <summary>Cuts the panorama to a rectangle of it.</summary>
    public void CropTo(Rect rectangle)
    {
        using Mat image = Image, mask = Mask;
        Image = image.Clone(rectangle);
        Mask = mask.Clone(rectangle);
        Origin = new Point(Origin.X + rectangle.X, Origin.Y + rectangle.Y);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Image.Dispose();
        Mask.Dispose();
        Plan.Dispose();
    }
}
