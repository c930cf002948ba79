using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using Hybrid.Verification;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Whether the two images of a pair are one plane's, by patches of the overlap: each is registered on its own under the
/// homography (one step of Lucas and Kanade, 1981, with gain and offset taken out), and a patch has moved where it comes to lie
/// clearly beside what any homography near the given one says of all patches together. Two views of a plane may agree everywhere
/// and have no such patch; a scene in depth or in motion may agree as well, since patches bear a shift of a pixel or two.
/// </summary>
/// <param name="Patches">Textured patches that could be registered.</param>
/// <param name="Moved">How many of them have moved.</param>
internal readonly record struct LocalMotion(int Patches, int Moved)
{
    private const int LongSide = 800;
    private const int Patch = 16;
    private const double Smoothing = 1;

    /// <summary>A patch has moved by half a pixel of the frame or more, and by three of its standard deviations.</summary>
    private const double LeastMotion = 0.5;
    private const double Deviations = 3;

    // Below, a patch has no texture, or only along one direction.
    private const double LeastGradient = 4;
    private const double LeastAgreement = 0.5;
    private const int FewPatches = 20;

    /// <summary>The same share of a dense flow tells a plane from another scene (<see cref="PlaneAgreement"/>).</summary>
    private const double MostMoved = 0.04;

    /// <summary>Whether the scene is more than a plane; false where there are too few patches to say.</summary>
    public bool IsBeyondPlane => Patches >= FewPatches && Moved > MostMoved * Patches;

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moved} of {Patches} patches lie elsewhere");

    /// <summary>Registers the patches of a pair under a homography.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="h">A to B.</param>
    public static LocalMotion Of(ImagePair pair, in Homography h)
    {
        Size full = pair.A.Size();
        using WarpedView view = WarpedView.Make(
            pair.GrayA, pair.GrayB, h, [new(0, 0), new(full.Width - 1, 0), new(full.Width - 1, full.Height - 1), new(0, full.Height - 1)], LongSide);
        using var a = new Mat();
        using var b = new Mat();
        Cv2.GaussianBlur(view.A, a, new Size(0, 0), Smoothing);
        Cv2.GaussianBlur(view.WarpedB, b, new Size(0, 0), Smoothing);
        using var seen = new Mat();
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        // Smoothing mixes in what B does not show.
        Cv2.Erode(view.Region, seen, kernel, null, 1, BorderTypes.Constant, Scalar.All(0));
        var matches = new List<PointMatch>();
        var precision = new List<double>();
        for (int y = 1; y + Patch < view.Size.Height; y += Patch)
        {
            for (int x = 1; x + Patch < view.Size.Width; x += Patch)
            {
                if (!Covered(seen, x, y) || Register(a, b, x, y) is not var (shift, deviation))
                    continue;
                var centre = new Point2d(x + (Patch - 1) / 2.0, y + (Patch - 1) / 2.0);
                matches.Add(new PointMatch(centre, centre + shift, 1));
                precision.Add(deviation);
            }
        }
        // The homography may be off by as much as it likes as a whole: that is for refinement and no evidence against a plane.
        Homography plane = matches.Count < FewPatches ? Homography.Identity : RobustHomography.Refit(Homography.Identity, matches, LeastMotion)?.Homography ?? Homography.Identity;
        int moved = matches.Where((m, i) => HomographyErrors.Transfer(plane, m) > Math.Max(LeastMotion, Deviations * precision[i])).Count();
        return new LocalMotion(matches.Count, moved);
    }

    private static bool Covered(Mat seen, int x, int y) =>
        seen.At<byte>(y, x) != 0 && seen.At<byte>(y, x + Patch - 1) != 0 && seen.At<byte>(y + Patch - 1, x) != 0 && seen.At<byte>(y + Patch - 1, x + Patch - 1) != 0;

    /// <summary>
    /// The shift from A to B of a patch and its standard deviation, in pixels; null where it has too little texture or the
    /// images do not show the same.
    /// </summary>
    private static (Point2d Shift, double Deviation)? Register(Mat a, Mat b, int x0, int y0)
    {
        const int n = Patch * Patch;
        double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int y = y0; y < y0 + Patch; y++)
        {
            ReadOnlySpan<byte> ra = MatRows.Row<byte>(a, y)[x0..(x0 + Patch)], rb = MatRows.Row<byte>(b, y)[x0..(x0 + Patch)];
            for (int i = 0; i < Patch; i++)
            {
                (double va, double vb) = (ra[i], rb[i]);
                (sa, sb, saa, sbb, sab) = (sa + va, sb + vb, saa + va * va, sbb + vb * vb, sab + va * vb);
            }
        }
        double varA = saa / n - sa / n * (sa / n), varB = sbb / n - sb / n * (sb / n), both = sab / n - sa / n * (sb / n);
        if (varA < 1 || varB < 1 || both < LeastAgreement * Math.Sqrt(varA * varB))
            return null;
        double gain = Math.Sqrt(varA / varB), offset = sa / n - gain * sb / n;
        double xx = 0, xy = 0, yy = 0, xe = 0, ye = 0, ee = 0;
        for (int y = y0; y < y0 + Patch; y++)
        {
            ReadOnlySpan<byte> aUp = MatRows.Row<byte>(a, y - 1), aRow = MatRows.Row<byte>(a, y), aDown = MatRows.Row<byte>(a, y + 1);
            ReadOnlySpan<byte> bUp = MatRows.Row<byte>(b, y - 1), bRow = MatRows.Row<byte>(b, y), bDown = MatRows.Row<byte>(b, y + 1);
            for (int x = x0; x < x0 + Patch; x++)
            {
                double gx = (aRow[x + 1] - aRow[x - 1] + gain * (bRow[x + 1] - bRow[x - 1])) / 4;
                double gy = (aDown[x] - aUp[x] + gain * (bDown[x] - bUp[x])) / 4;
                double e = aRow[x] - gain * bRow[x] - offset;
                (xx, xy, yy, xe, ye, ee) = (xx + gx * gx, xy + gx * gy, yy + gy * gy, xe + gx * e, ye + gy * e, ee + e * e);
            }
        }
        double determinant = xx * yy - xy * xy, least = (xx + yy) / 2 - Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        if (least < LeastGradient * n)
            return null;
        double dx = (yy * xe - xy * ye) / determinant, dy = (xx * ye - xy * xe) / determinant;
        double noise = Math.Max(0, ee - dx * xe - dy * ye) / (n - 4);
        return (new Point2d(dx, dy), Math.Sqrt(noise * (xx + yy) / determinant));
    }
}
