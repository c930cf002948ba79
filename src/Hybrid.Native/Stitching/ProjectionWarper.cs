namespace Hybrid.Native.Stitching;

/// <summary>Projects pictures of known cameras onto a panorama's surface. K and R are nine numbers each, row-major.</summary>
public sealed unsafe class ProjectionWarper : IDisposable
{
    private readonly WarperHandle handle;

    /// <param name="projection">The surface.</param>
    /// <param name="scale">Pixels a unit of the surface; the median focal length keeps the pictures' resolution.</param>
    /// <param name="a">First parameter of the compressed rectilinear and Panini projections.</param>
    /// <param name="b">Second parameter of these.</param>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public ProjectionWarper(Projection projection, double scale, double a = 1, double b = 1)
    {
        NativeBackend.Require();
        Shim.Check(Shim.detail_Warper_create((int)projection, (float)scale, (float)a, (float)b, out handle));
    }

    /// <summary>Where a pixel of a picture goes.</summary>
    public (float X, float Y) Warp(float x, float y, float[] k, float[] r)
    {
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_warpPoint(handle, new Shim.Point2f(x, y), pk, pr, out var p));
            return (p.X, p.Y);
        }
    }

    /// <summary>Which pixel of a picture a place of the panorama comes from.</summary>
    public (float X, float Y) Unwarp(float x, float y, float[] k, float[] r)
    {
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_warpPointBackward(handle, new Shim.Point2f(x, y), pk, pr, out var p));
            return (p.X, p.Y);
        }
    }

    /// <summary>The part of the panorama that a picture covers.</summary>
    public PixelRect Roi(int width, int height, float[] k, float[] r)
    {
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_warpRoi(handle, new Shim.Size(width, height), pk, pr, out var roi));
            return roi;
        }
    }

    /// <summary>Maps for remapping a picture into its part of the panorama (CV_32FC1 each).</summary>
    public (NativeImage X, NativeImage Y, PixelRect Roi) BuildMaps(int width, int height, float[] k, float[] r)
    {
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_buildMaps(handle, new Shim.Size(width, height), pk, pr, out var x, out var y, out var roi));
            return (new NativeImage(x), new NativeImage(y), roi);
        }
    }

    /// <summary>The projected picture and its top-left corner in the panorama. Interpolation and border are OpenCV's numbers.</summary>
    public (NativeImage Image, PixelPoint Corner) Warp(ImageBuffer image, float[] k, float[] r, int interpolation, int border)
    {
        var source = image.ToNative();
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_warp(handle, source, pk, pr, interpolation, border, out var result, out var corner));
            return (new NativeImage(result), corner);
        }
    }

    /// <summary>From the panorama's surface back into a picture of the given size.</summary>
    public NativeImage Unwarp(ImageBuffer image, float[] k, float[] r, int interpolation, int border, int width, int height)
    {
        var source = image.ToNative();
        fixed (float* pk = Nine(k), pr = Nine(r))
        {
            Shim.Check(Shim.detail_Warper_warpBackward(handle, source, pk, pr, interpolation, border, new Shim.Size(width, height), out var result));
            return new NativeImage(result);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private static float[] Nine(float[] m) => m.Length == 9 ? m : throw new ArgumentException("Nine numbers are needed.", nameof(m));
}
