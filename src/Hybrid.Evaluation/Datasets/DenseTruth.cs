using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Reads dense ground truth; what a format calls unknown becomes NaN.</summary>
internal static class DenseTruth
{
    /// <summary>Flow in .flo, KITTI's PNG or PFM, by the file's extension; at least one vector must be known.</summary>
    public static FlowField ReadFlow(string path)
    {
        FlowField flow = FlowFile.Read(path);
        return Array.Exists(flow.Data, float.IsFinite) ? flow : throw new InputException($"{path}: no flow vector in it is known");
    }

    /// <summary>Disparity in PFM or as an image scaled by a factor, 0 unknown; at least one value must be known.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scale">Stored value per pixel of disparity.</param>
    /// <param name="zeroIsKnown">Whether 0 is a disparity and not the sign of an unknown one.</param>
    public static ScalarMap ReadDisparity(string path, double scale, bool zeroIsKnown = false)
    {
        ScalarMap map = DisparityFile.Read(path, scale);
        for (int i = 0; i < map.Data.Length; i++)
        {
            if (zeroIsKnown && float.IsNaN(map.Data[i]))
                map.Data[i] = 0;
            else if (!float.IsFinite(map.Data[i]))
                map.Data[i] = float.NaN;
        }
        return Array.Exists(map.Data, float.IsFinite) ? map : throw new InputException($"{path}: no disparity in it is known");
    }

    /// <summary>True where an image of one or more channels is at least so bright, 0..255.</summary>
    public static unsafe bool[] ReadMask(string path, int level = 128)
    {
        using Mat image = ImageReader.Read(path);
        using Mat gray = PixelFormat.ToGray8(image);
        bool[] mask = new bool[gray.Width * gray.Height];
        for (int y = 0, rows = gray.Height; y < rows; y++)
        {
            byte* row = (byte*)gray.Ptr(y);
            for (int x = 0, columns = gray.Width; x < columns; x++)
                mask[y * gray.Width + x] = row[x] >= level;
        }
        return mask;
    }
}
