using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>A kernel under estimation: square, odd side, sum one; the centre pixel is (side − 1)/2.</summary>
internal sealed class KernelGrid
{
    private const double Weak = 0.05, Small = 0.1, Tail = 0.003;

    private KernelGrid(int side, float[] values) => (Side, Values) = (side, values);

    /// <summary>Pixels of a side.</summary>
    public int Side { get; }

    /// <summary>Row-major values.</summary>
    public float[] Values { get; }

    /// <summary>Two neighbours, from which estimation starts: a point would be a fixed point of it.</summary>
    public static KernelGrid Start(int side)
    {
        var values = new float[side * side];
        int centre = side / 2 * side + side / 2;
        values[centre] = values[centre - 1] = 0.5f;
        return new KernelGrid(side, values);
    }

    /// <summary>
    /// Of raw values: below 5 % of the largest becomes zero, parts of less than 10 % of the mass go, the rest is centred by its
    /// bounding box to whole pixels.
    /// </summary>
    public static KernelGrid Of(int side, float[] raw)
    {
        float least = (float)(Weak * raw.Max());
        var values = new float[raw.Length];
        for (int i = 0; i < raw.Length; i++)
            values[i] = raw[i] > 0 && raw[i] >= least ? raw[i] : 0;
        DropSmallParts(side, values);
        float sum = values.Sum();
        return sum > 0 ? new KernelGrid(side, Centred(side, values, sum)) : Start(side);
    }

    /// <summary>The kernel at another scale.</summary>
    public KernelGrid Resized(int side)
    {
        using Mat image = new Plane(Side, Side, Values).ToMat();
        using var resized = new Mat();
        Cv2.Resize(image, resized, new Size(side, side), 0, 0, InterpolationFlags.Cubic);
        float[] values = Plane.Of(resized).Values;
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Max(0, values[i]);
        float sum = values.Sum();
        for (int i = 0; i < values.Length; i++)
            values[i] /= sum;
        return new KernelGrid(side, values);
    }

    /// <summary>Transfer function on a grid, the kernel's centre pixel at the origin.</summary>
    public float[] Transfer(int width, int height)
    {
        using Mat spectrum = Fourier.Transfer(Values, new Size(Side, Side), width, height);
        return Fourier.Values(spectrum);
    }

    /// <summary>
    /// Where the kernel is held to be centred, in pixels from the centre pixel: midway between the centroid, by which a blur moves
    /// what is coarse and which an estimate errs least in, and <see cref="BoxCentre"/>, about which a hand shakes. Where an image
    /// lies cannot be seen in it; the one keeps the result where its input lies, the other where the camera was aimed.
    /// </summary>
    public (double X, double Y) Place()
    {
        (double boxX, double boxY) = BoxCentre();
        (double meanX, double meanY, _, _, _) = Moments();
        int half = Side / 2;
        return ((boxX + meanX - half) / 2, (boxY + meanY - half) / 2);
    }

    /// <summary>
    /// Centre of the box that leaves 0.3 % of the mass out at each side, in pixels from the centre pixel: the bounding box of
    /// the path, at less than a pixel and deaf to specks.
    /// </summary>
    public (double X, double Y) BoxCentre()
    {
        var columns = new double[Side];
        var rows = new double[Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                columns[x] += Values[y * Side + x];
                rows[y] += Values[y * Side + x];
            }
        }
        int half = Side / 2;
        return ((Quantile(columns, Tail) + Quantile(columns, 1 - Tail)) / 2 - half, (Quantile(rows, Tail) + Quantile(rows, 1 - Tail)) / 2 - half);
    }

    /// <summary>Root mean square distance of the mass from its centroid, in pixels.</summary>
    public double Spread()
    {
        (_, _, double xx, _, double yy) = Moments();
        return Math.Sqrt(Math.Max(0, xx + yy));
    }

    /// <summary>Covariance of the mass, in square pixels.</summary>
    public (double XX, double XY, double YY) Covariance()
    {
        (_, _, double xx, double xy, double yy) = Moments();
        return (xx, xy, yy);
    }

    /// <summary>Normalised correlation with the Gaussian of the same centroid and covariance, 0..1: low for a path.</summary>
    public double Compactness()
    {
        // A pixel's own width keeps the covariance of a line invertible.
        const double pixel = 0.05;
        (double mx, double my, double xx, double xy, double yy) = Moments();
        (xx, yy) = (xx + pixel, yy + pixel);
        double determinant = xx * yy - xy * xy, both = 0, own = 0, gaussian = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            (double x, double y) = (i % Side - mx, i / Side - my);
            double g = Math.Exp(-0.5 * (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant);
            both += g * Values[i];
            own += (double)Values[i] * Values[i];
            gaussian += g * g;
        }
        return both / Math.Sqrt(own * gaussian);
    }

    /// <summary>Normalised correlation with another of the same side after the best whole shift, 0..1.</summary>
    public double Similarity(KernelGrid other)
    {
        int reach = Side - 1;
        double best = 0, a = 0, b = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            a += (double)Values[i] * Values[i];
            b += (double)other.Values[i] * other.Values[i];
        }
        for (int dy = -reach; dy <= reach; dy++)
        {
            for (int dx = -reach; dx <= reach; dx++)
            {
                double sum = 0;
                for (int y = Math.Max(0, -dy); y < Math.Min(Side, Side - dy); y++)
                {
                    for (int x = Math.Max(0, -dx); x < Math.Min(Side, Side - dx); x++)
                        sum += Values[y * Side + x] * other.Values[(y + dy) * Side + x + dx];
                }
                best = Math.Max(best, sum);
            }
        }
        return best / Math.Sqrt(a * b);
    }

    private (double MeanX, double MeanY, double XX, double XY, double YY) Moments()
    {
        double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            (double x, double y) = (i % Side, i / Side);
            mx += Values[i] * x;
            my += Values[i] * y;
            xx += Values[i] * x * x;
            xy += Values[i] * x * y;
            yy += Values[i] * y * y;
        }
        return (mx, my, xx - mx * mx, xy - mx * my, yy - my * my);
    }

    private static double Quantile(double[] mass, double share)
    {
        double sum = mass.Sum(), before = 0;
        for (int i = 0; i < mass.Length; i++)
        {
            double after = before + mass[i] / sum;
            if (after >= share)
                return i - 0.5 + (share - before) / Math.Max(after - before, 1e-9);
            before = after;
        }
        return mass.Length - 0.5;
    }

    private static void DropSmallParts(int side, float[] values)
    {
        using var mask = new Mat(side, side, MatType.CV_8UC1, Scalar.All(0));
        for (int i = 0; i < values.Length; i++)
            MatRows.Row<byte>(mask, i / side)[i % side] = values[i] > 0 ? (byte)1 : (byte)0;
        using var labels = new Mat();
        int count = Cv2.ConnectedComponents(mask, labels);
        var mass = new double[count];
        for (int i = 0; i < values.Length; i++)
            mass[MatRows.Row<int>(labels, i / side)[i % side]] += values[i];
        double sum = mass.Sum(), largest = mass.Max();
        for (int i = 0; i < values.Length; i++)
        {
            double part = mass[MatRows.Row<int>(labels, i / side)[i % side]];
            if (part < Small * sum && part < largest)
                values[i] = 0;
        }
    }

    private static float[] Centred(int side, float[] values, float sum)
    {
        (int left, int right, int top, int bottom) = (side, -1, side, -1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0)
                continue;
            (left, right) = (Math.Min(left, i % side), Math.Max(right, i % side));
            (top, bottom) = (Math.Min(top, i / side), Math.Max(bottom, i / side));
        }
        int dx = (int)Math.Floor(side / 2 - (left + right) / 2.0), dy = (int)Math.Floor(side / 2 - (top + bottom) / 2.0);
        var moved = new float[values.Length];
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
                moved[(y + dy) * side + x + dx] = values[y * side + x] / sum;
        }
        return moved;
    }
}
