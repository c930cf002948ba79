using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>A finished panorama.</summary>
public sealed class Panorama : IDisposable
{
    internal Panorama(Mat image, Mat mask, PanoramaPlan plan)
    {
        (Image, Mask, Plan) = (image, mask, plan);
    }

    /// <summary>The picture, 8-bit or 16-bit BGR, black where no image reaches.</summary>
    public Mat Image { get; private set; }

    /// <summary>CV_8UC1, 255 where an image reaches.</summary>
    public Mat Mask { get; private set; }

    /// <summary>Indices of the images in it, in canonical order.</summary>
    public IReadOnlyList<int> Members => [.. Plan.Views.Select(v => v.Index)];

    /// <summary>The surface it is drawn on.</summary>
    public SurfaceKind Surface => Plan.Layout.Surface;

    /// <summary>What found the poses, e.g. <c>opencv-ray</c>.</summary>
    public string Solver => Plan.Layout.Fit.Solver;

    /// <summary>Median distance between matches and poses, in pixels of the reduced images.</summary>
    public double MedianError => Plan.Layout.Fit.MedianError;

    /// <summary>The largest linear magnification of any image.</summary>
    public double Stretch => Plan.Layout.Stretches.Max();

    /// <summary>Horizontal field of view in degrees; 0 where there are no cameras.</summary>
    public double FieldOfView => Plan.Layout.FieldOfView;

    internal PanoramaPlan Plan { get; }

    /// <summary>Cuts the panorama to a rectangle of it.</summary>
    public void CropTo(Rect rectangle)
    {
        using Mat image = Image, mask = Mask;
        Image = image.Clone(rectangle);
        Mask = mask.Clone(rectangle);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Image.Dispose();
        Mask.Dispose();
        Plan.Dispose();
    }
}
