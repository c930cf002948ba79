using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// Local photometric agreement of two images under a homography: zero-mean normalised cross-correlation of patches,
/// which is blind to brightness and contrast, against the same under a displaced homography.
/// </summary>
internal static class PhotometricCheck
{
    private const int LongSide = 320;
    private const int Patch = 12;
    private const int Stride = 6;
    private const int Displacement = 10;
    private const double MinDeviation = 5;
    private const double Agrees = 0.5;

    /// <summary>Compares the images inside a polygon of A.</summary>
    /// <returns>Share of agreeing patches, the same under displacement, and the number of patches.</returns>
    public static (double Agreement, double Chance, int Patches) Measure(Mat grayA, Mat grayB, in Homography h, IReadOnlyList<Point2d> hull)
    {
        using WarpedView view = WarpedView.Make(grayA, grayB, h, hull, LongSide);
        Size size = view.Size;
        int agree = 0, patches = 0, chanceAgree = 0, chancePatches = 0;
        ReadOnlySpan<byte> pa = Bytes(view.A), pb = Bytes(view.WarpedB), inside = Bytes(view.Region), valid = Bytes(view.Seen);
        for (int y = 0; y + Patch <= size.Height; y += Stride)
        {
            for (int x = 0; x + Patch <= size.Width; x += Stride)
            {
                if (inside[(y + Patch / 2) * size.Width + x + Patch / 2] == 0 || !Covered(valid, size, x, y))
                    continue;
                double zncc = Zncc(pa, pb, size.Width, x, y, x, y);
                if (double.IsNaN(zncc))
                    continue;
                patches++;
                if (zncc > Agrees)
                    agree++;
                for (int k = 0; k < 4; k++)
                {
                    int u = x + (k < 2 ? (k == 0 ? Displacement : -Displacement) : 0);
                    int v = y + (k >= 2 ? (k == 2 ? Displacement : -Displacement) : 0);
                    if (u < 0 || v < 0 || u + Patch > size.Width || v + Patch > size.Height || !Covered(valid, size, u, v))
                        continue;
                    double displaced = Zncc(pa, pb, size.Width, x, y, u, v);
                    if (double.IsNaN(displaced))
                        continue;
                    chancePatches++;
                    if (displaced > Agrees)
                        chanceAgree++;
                }
            }
        }
        return patches < 8
            ? (double.NaN, double.NaN, patches)
            : ((double)agree / patches, chancePatches == 0 ? 0 : (double)chanceAgree / chancePatches, patches);
    }

    /// <summary>Correlation of each patch inside a polygon of A, for comparing two homographies of one pair patch by patch.</summary>
    /// <param name="grayA">Image A.</param>
    /// <param name="grayB">Image B.</param>
    /// <param name="h">A to B.</param>
    /// <param name="hull">Polygon of A.</param>
    /// <param name="longSide">Resolution to compare at.</param>
    /// <returns>−1..1 a patch, in an order that depends on A alone; NaN where it has too little texture or B is not seen.</returns>
    public static double[] Correlations(Mat grayA, Mat grayB, in Homography h, IReadOnlyList<Point2d> hull, int longSide)
    {
        using WarpedView view = WarpedView.Make(grayA, grayB, h, hull, longSide);
        Size size = view.Size;
        var correlations = new List<double>();
        ReadOnlySpan<byte> pa = Bytes(view.A), pb = Bytes(view.WarpedB), inside = Bytes(view.Region), valid = Bytes(view.Seen);
        for (int y = 0; y + Patch <= size.Height; y += Patch)
        {
            for (int x = 0; x + Patch <= size.Width; x += Patch)
            {
                bool usable = inside[(y + Patch / 2) * size.Width + x + Patch / 2] != 0 && Covered(valid, size, x, y);
                correlations.Add(usable ? Zncc(pa, pb, size.Width, x, y, x, y) : double.NaN);
            }
        }
        return [.. correlations];
    }

    private static unsafe ReadOnlySpan<byte> Bytes(Mat m) => new((void*)m.Data, m.Rows * m.Cols);

    private static bool Covered(ReadOnlySpan<byte> valid, Size size, int x, int y) =>
        valid[y * size.Width + x] != 0
        && valid[y * size.Width + x + Patch - 1] != 0
        && valid[(y + Patch - 1) * size.Width + x] != 0
        && valid[(y + Patch - 1) * size.Width + x + Patch - 1] != 0;

    /// <summary>NaN where either patch has too little texture to say anything.</summary>
    private static double Zncc(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int width, int ax, int ay, int bx, int by)
    {
        int sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int y = 0; y < Patch; y++)
        {
            ReadOnlySpan<byte> ra = a.Slice((ay + y) * width + ax, Patch), rb = b.Slice((by + y) * width + bx, Patch);
            for (int x = 0; x < Patch; x++)
            {
                int va = ra[x], vb = rb[x];
                sa += va;
                sb += vb;
                saa += va * va;
                sbb += vb * vb;
                sab += va * vb;
            }
        }
        const int n = Patch * Patch;
        double varA = saa - (double)sa * sa / n, varB = sbb - (double)sb * sb / n;
        if (varA < MinDeviation * MinDeviation * n || varB < 1.0 * n)
            return double.NaN;
        return (sab - (double)sa * sb / n) / Math.Sqrt(varA * varB);
    }
}
