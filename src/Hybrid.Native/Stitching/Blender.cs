namespace Hybrid.Native.Stitching;

/// <summary>Blends projected pictures into one.</summary>
public sealed unsafe class Blender : IDisposable
{
    private readonly BlenderHandle handle;

    /// <param name="model">How.</param>
    /// <param name="sharpness">Of feathering: a larger number makes a narrower transition.</param>
    /// <param name="bands">Of multi-band blending: levels of the pyramid.</param>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public Blender(BlendModel model, double sharpness = 0.02, int bands = 5)
    {
        NativeBackend.Require();
        Shim.Check(Shim.detail_Blender_create((int)model, (float)sharpness, bands, out handle));
    }

    /// <summary>Makes room for the panorama.</summary>
    public void Prepare(PixelRect roi) => Shim.Check(Shim.detail_Blender_prepare(handle, roi));

    /// <summary>Adds a picture (CV_8UC3 or CV_16SC3) where its mask (CV_8UC1) is set.</summary>
    /// <exception cref="NativeException">The picture leaves the room prepared, or its type is another.</exception>
    public void Feed(ImageBuffer image, ImageBuffer mask, PixelPoint corner)
    {
        var (i, m) = (image.ToNative(), mask.ToNative());
        Shim.Check(Shim.detail_Blender_feed(handle, i, m, corner));
    }

    /// <summary>The panorama (CV_8UC3) and its mask (CV_8UC1). The blender can be prepared anew afterwards.</summary>
    public (NativeImage Image, NativeImage Mask) Blend()
    {
        Shim.Check(Shim.detail_Blender_blend(handle, out var image, out var mask));
        return (new NativeImage(image), new NativeImage(mask));
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
