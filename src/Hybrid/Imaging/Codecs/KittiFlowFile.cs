using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// KITTI's flow as a 16-bit RGB PNG: R = 64·u + 2¹⁵, G = 64·v + 2¹⁵, B = 1 where known and 0 elsewhere. Displacements of
/// -512 to just below 512 px in steps of 1/64 px.
/// </summary>
/// <remarks>Menze and Geiger, Object Scene Flow for Autonomous Vehicles, CVPR 2015 (the development kit's readme).</remarks>
public static class KittiFlowFile
{
    private const float StepsPerPixel = 64;
    private const float Zero = 32768;

    /// <summary>Reads a flow field; unknown displacements become NaN.</summary>
    /// <exception cref="InputException">The file is missing, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is no 16-bit image of three channels.</exception>
    public static FlowField Read(string path)
    {
        using Mat image = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha });
        if (image.Depth() != MatType.CV_16U || image.Channels() != 3)
            throw new ImageFormatException($"'{path}' is not a 16-bit PNG of three channels; name a KITTI flow file");
        var flow = new FlowField(image.Width, image.Height);
        for (int y = 0, rows = image.Height; y < rows; y++)
        {
            ReadOnlySpan<ushort> row = MatRows.Row<ushort>(image, y);
            Span<float> target = flow.Row(y);
            for (int x = 0, columns = image.Width; x < columns; x++)
            {
                // The file's RGB is BGR in the Mat.
                bool known = row[3 * x] != 0;
                target[2 * x] = known ? (row[3 * x + 2] - Zero) / StepsPerPixel : float.NaN;
                target[2 * x + 1] = known ? (row[3 * x + 1] - Zero) / StepsPerPixel : float.NaN;
            }
        }
        return flow;
    }

    /// <summary>Writes a flow field, whole or not at all. Displacements outside the range become unknown.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, FlowField flow)
    {
        using Mat image = ToImage(flow);
        AtomicFile.WriteAllBytes(path, ImageWriter.Encode(".png", image, new ImageWriteOptions { Compression = 9 }));
    }

    private static Mat ToImage(FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var image = new Mat(flow.Height, flow.Width, MatType.CV_16UC3);
        for (int y = 0; y < flow.Height; y++)
        {
            ReadOnlySpan<float> row = flow.Row(y);
            Span<ushort> target = MatRows.Row<ushort>(image, y);
            for (int x = 0; x < flow.Width; x++)
            {
                float u = MathF.Round(row[2 * x] * StepsPerPixel + Zero), v = MathF.Round(row[2 * x + 1] * StepsPerPixel + Zero);
                bool known = u is >= 0 and <= ushort.MaxValue && v is >= 0 and <= ushort.MaxValue;
                target[3 * x] = (ushort)(known ? 1 : 0);
                target[3 * x + 1] = (ushort)(known ? v : 0);
                target[3 * x + 2] = (ushort)(known ? u : 0);
            }
        }
        return image;
    }
}
