using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>Disparities as depths and as coloured points.</summary>
public static class PointCloud
{
    private const int BytesOfPoint = 15;

    /// <summary>Depth of every pixel in the camera's unit; NaN where unknown or not in front of the cameras.</summary>
    public static ScalarMap Depth(ScalarMap disparity, StereoCamera camera)
    {
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentNullException.ThrowIfNull(camera);
        var depth = new ScalarMap(disparity.Width, disparity.Height);
        for (int i = 0; i < depth.Data.Length; i++)
            depth.Data[i] = (float)camera.Depth(disparity.Data[i]);
        return depth;
    }

    /// <summary>
    /// A binary PLY file: x right, y down, z forward from the left camera, in the camera's unit, with the left image's
    /// colours; a comment in its header names the unit.
    /// </summary>
    /// <param name="disparity">Of the left image.</param>
    /// <param name="confidence">Of the same size.</param>
    /// <param name="left">8-bit BGR left image.</param>
    /// <param name="camera">The rectified camera.</param>
    /// <param name="minConfidence">Pixels below are left out.</param>
    public static byte[] EncodePly(ScalarMap disparity, ScalarMap confidence, Mat left, StereoCamera camera, double minConfidence)
    {
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentNullException.ThrowIfNull(confidence);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(camera);
        ScalarMap depth = Depth(disparity, camera);
        int count = Enumerable.Range(0, depth.Data.Length).Count(i => !float.IsNaN(depth.Data[i]) && confidence.Data[i] >= minConfidence);
        byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"ply\nformat binary_little_endian 1.0\ncomment unit {camera.Unit}\ncomment x right, y down, z forward from the left camera\nelement vertex {count}\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\nproperty uchar blue\nend_header\n"));
        byte[] file = new byte[checked(header.Length + BytesOfPoint * count)];
        header.CopyTo(file, 0);
        int at = header.Length;
        for (int y = 0; y < depth.Height; y++)
        {
            ReadOnlySpan<byte> colors = MatRows.Row<byte>(left, y);
            for (int x = 0; x < depth.Width; x++)
            {
                float z = depth[x, y];
                if (float.IsNaN(z) || !(confidence[x, y] >= minConfidence))
                    continue;
                (double px, double py, double pz) = camera.Place(x, y, z);
                BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(at), (float)px);
                BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(at + 4), (float)py);
                BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(at + 8), (float)pz);
                (file[at + 12], file[at + 13], file[at + 14]) = (colors[3 * x + 2], colors[3 * x + 1], colors[3 * x]);
                at += BytesOfPoint;
            }
        }
        return file;
    }

    /// <summary>A picture of the points as a camera sees them that stands to the right and turns back to the scene.</summary>
    /// <param name="disparity">Of the left image.</param>
    /// <param name="left">8-bit BGR left image.</param>
    /// <param name="degrees">How far the camera goes round the middle of the scene.</param>
    /// <returns>CV_8UC3 of the left image's size, black where no point falls; owned by the caller.</returns>
    public static Mat Preview(ScalarMap disparity, Mat left, double degrees = 20)
    {
        ArgumentNullException.ThrowIfNull(disparity);
        ArgumentNullException.ThrowIfNull(left);
        int width = disparity.Width, height = disparity.Height;
        var picture = new Mat(height, width, MatType.CV_8UC3, Scalar.All(0));
        float[] known = [.. disparity.Data.Where(float.IsFinite).Order()];
        if (known.Length == 0)
            return picture;
        // Without a calibration depth is known up to a projectivity: one is chosen that keeps the scene's middle at depth 1
        // and the nearest and farthest things at moderate ones.
        double near = known[^(1 + known.Length / 100)], far = known[known.Length / 100], middle = known[known.Length / 2];
        double spread = Math.Max(1, near - far), focal = width;
        double[] nearest = new double[width * height];
        Array.Fill(nearest, double.PositiveInfinity);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> colors = MatRows.Row<byte>(left, y);
            for (int x = 0; x < width; x++)
            {
                if (!float.IsFinite(disparity[x, y]))
                    continue;
                double z = 1 / Math.Max(0.4, 1 + 0.7 * (disparity[x, y] - middle) / spread);
                double px = (x - width / 2.0) / focal * z, py = (y - height / 2.0) / focal * z, pz = z - 1;
                double rx = cos * px + sin * pz, rz = 1.15 + cos * pz - sin * px;
                int u = (int)Math.Round(focal * rx / rz + width / 2.0), v = (int)Math.Round(focal * py / rz + height / 2.0);
                // Two by two pixels, so that surfaces that come nearer do not fall apart.
                for (int j = v; j <= v + 1; j++)
                {
                    for (int i = u; i <= u + 1; i++)
                    {
                        if (i < 0 || j < 0 || i >= width || j >= height || rz <= 0.05 || rz >= nearest[j * width + i])
                            continue;
                        nearest[j * width + i] = rz;
                        colors.Slice(3 * x, 3).CopyTo(MatRows.Row<byte>(picture, j).Slice(3 * i));
                    }
                }
            }
        }
        return picture;
    }
}
